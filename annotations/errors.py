"""What can go wrong with a mark, as its author would say it.

    Conflict (bundles.errors)
    ├── MarkChanged     it was changed since: `revision` is the one that stands
    └── MarkTaken       another mark bears that identity

Everything else is said in the words of `bundles.errors`.
"""

from bundles.errors import Conflict


class MarkChanged(Conflict):
    def __init__(self, revision: int) -> None:
        super().__init__("mark.changed", revision=revision)


class MarkTaken(Conflict):
    def __init__(self) -> None:
        super().__init__("mark.taken")
