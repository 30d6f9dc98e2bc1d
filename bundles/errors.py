"""What can go wrong in a bundle, as its people would say it.

    SheafError
    ├── NotFound            absent, or not for this viewer: the same words for both
    ├── NotAllowed          known to exist, but this act is not theirs
    ├── Refused             what was offered cannot be taken
    │   └── Unreadable      a file no engine can open, with the reason
    ├── Conflict            someone was there first
    │   └── NotInThisState  the act does not fit the thing's state
    └── Unavailable         try again: an engine, store or database is away

Each carries a message key and values; the web room turns them into a sentence in the reader's language.
"""


class SheafError(Exception):
    """`key` names a sentence in the catalogues, `values` fill its places."""

    def __init__(self, key: str, **values: str | int | float) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class NotFound(SheafError):
    def __init__(self, key: str = "not_found", **values: str | int | float) -> None:
        super().__init__(key, **values)


class NotAllowed(SheafError):
    pass


class Refused(SheafError):
    pass


class Unreadable(Refused):
    pass


class Conflict(SheafError):
    pass


class NotInThisState(Conflict):
    pass


class Unavailable(SheafError):
    pass
