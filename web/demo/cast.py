"""Who is in the demonstration. Everyone and every place here is made up; the addresses are of a domain that cannot exist."""

from dataclasses import dataclass

from bundles.cases import Role

COURT = "The Crown Court at Fenwick Magna"
URN = "99FM0001226"
TITLE = "R v Rowan ASHDOWN and Merrin VALE"
DEFENDANTS = ("Rowan ASHDOWN", "Merrin VALE")
PASSWORD = "open the bundle"  # noqa: S105 — the demonstration's own, printed when it starts; nothing else has a default


@dataclass(frozen=True, slots=True)
class Player:
    """Someone who can sign in. `acts_for` are defendants by their place in `DEFENDANTS`. No role: not on the case."""

    key: str
    name: str
    role: Role | None
    team: str
    acts_for: tuple[int, ...] = ()
    is_admin: bool = False

    @property
    def email(self) -> str:
        return f"{self.key}@fenwick.example"


PLAYERS = (
    Player("clerk", "Imogen Farrar", Role.CLERK, "Court staff"),
    Player("judge", "HH Judge Okonedo-Pryce", Role.JUDGE, "The bench"),
    Player("prosecutor", "Tamsin Hale KC", Role.PROSECUTOR, "Prosecution"),
    Player("defence1", "Daniel Ashworth", Role.DEFENCE, "Defence of Ashdown", (0,)),
    Player("defence2", "Priya Raman", Role.DEFENCE, "Defence of Vale", (1,)),
    Player("both", "Gwenllian Prys", Role.DEFENCE, "Defence of both", (0, 1)),
    Player("probation", "Kit Mallory", Role.PROBATION, "Probation"),
    Player("admin", "Sol Whitcombe", None, "", is_admin=True),
)
