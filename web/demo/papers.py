"""The demonstration's papers: what is filed in which section, by whom, for which defendants, and how each is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bundles.pdf import specimen
from web.demo.cast import COURT, DEFENDANTS
from web.demo.prose import Writer

CASE_HEADING = (COURT.upper(), "THE KING  v  ASHDOWN and VALE")
CALL_COLUMNS = ("When", "From", "To", "Seconds", "Cell", "Near")


@dataclass(frozen=True, slots=True)
class Paper:
    """One document to file. `late` ones come after the first publication. `draw` makes the file's bytes."""

    section: str
    filename: str
    filed_by: str  # a player's key
    draw: Callable[[], bytes]
    ticked: tuple[int, ...] = ()
    late: bool = False


def _typed(seed: int, title: str, paragraphs: int, signed: str | None = None) -> Callable[[], bytes]:
    return lambda: specimen.typed((*CASE_HEADING, title), Writer(seed).paragraphs(paragraphs), signed=signed)


def _listed(title: str, items: Sequence[str]) -> Callable[[], bytes]:
    return lambda: specimen.typed((*CASE_HEADING, title), items)


def _interview(seed: int, title: str, questions: int) -> Callable[[], bytes]:
    return lambda: specimen.typed((*CASE_HEADING, title), Writer(seed).exchange(questions))


def _scanned(seed: int, title: str, paragraphs: int) -> Callable[[], bytes]:
    return lambda: specimen.scan(_typed(seed, title, paragraphs)(), seed)


def _calls(seed: int, title: str, rows: int) -> Callable[[], bytes]:
    return lambda: specimen.table(title, CALL_COLUMNS, Writer(seed).calls(rows))


def _album(seed: int, title: str, count: int) -> Callable[[], bytes]:
    return lambda: specimen.album([f"{title}, {number} of {count}" for number in range(1, count + 1)], seed)


def _photograph(seed: int, caption: str) -> Callable[[], bytes]:
    return lambda: specimen.photograph(caption, seed)


COUNTS = (
    f"COUNT 1. Burglary, contrary to section 9(1)(b) of the Theft Act 1968. {DEFENDANTS[0]} and {DEFENDANTS[1]}, on the 4th "
    "day of March 2026, having entered as trespassers a building known as the Fenwick Magna Museum, stole the Fenwick Chalice.",
    f"COUNT 2. Handling stolen goods, contrary to section 22(1) of the Theft Act 1968. {DEFENDANTS[1]}, on or about the 6th "
    "day of March 2026, dishonestly received the said chalice, knowing or believing it to be stolen.",
)
OPENING = (
    "The Crown says that these defendants stole the Fenwick Chalice. The plan of the building is at H1; the photographs begin at "
    "H2.",
    "The jury will be taken to the telephone schedule at J1 and to the scanned ledger that follows it.",
    "The interview of Ms Vale is at K1. She was asked about the grey van and gave the answer recorded there.",
)

PAPERS: tuple[Paper, ...] = (
    Paper("A", "2026-03-12 Sending sheet.pdf", "prosecutor", _typed(1, "MAGISTRATES’ SENDING SHEET", 26)),
    Paper("B", "2026-04-02 Indictment.pdf", "prosecutor", _listed("INDICTMENT", COUNTS)),
    Paper("D", "2026-05-11 Defence statement of Ashdown.pdf", "defence1", _typed(3, "DEFENCE STATEMENT OF R ASHDOWN", 30), (0,)),
    Paper("D", "2026-05-13 Defence statement of Vale.pdf", "defence2", _typed(4, "DEFENCE STATEMENT OF M VALE", 26), (1,)),
    Paper("E", "2026-03-06 Charges.pdf", "prosecutor", _listed("CHARGES", COUNTS)),
    Paper("F", "2026-04-02 Case summary.pdf", "prosecutor", _typed(5, "CASE SUMMARY", 110)),
    Paper("G", "2026-03-05 Statement of Dr Anna Fenn.pdf", "prosecutor", _typed(6, "STATEMENT OF DR ANNA FENN", 80, "A Fenn")),
    Paper("G", "2026-03-05 Statement of Joseph Pell.pdf", "prosecutor", _typed(7, "STATEMENT OF JOSEPH PELL", 150, "J Pell")),
    Paper("G", "2026-03-07 Statement of PC 4471 Reeve.pdf", "prosecutor", _typed(8, "STATEMENT OF PC 4471 REEVE", 70, "L Reeve")),
    Paper(
        "H", "2026-03-05 AF1 Floor plan.pdf", "prosecutor", lambda: specimen.plan("AF/1 – Fenwick Magna Museum, ground floor", 9)
    ),
    Paper("H", "2026-03-05 LR1 Scene photographs.pdf", "prosecutor", _album(10, "LR/1 scene", 24)),
    Paper("I", "2026-03-09 Statement of Carys Otway.pdf", "prosecutor", _typed(11, "STATEMENT OF CARYS OTWAY", 60, "C Otway")),
    Paper("I", "2026-03-10 Statement of Owen Tudor.pdf", "prosecutor", _typed(12, "STATEMENT OF OWEN TUDOR", 44, "O Tudor")),
    Paper("I", "2026-03-16 Statement of Bea Lund.pdf", "prosecutor", _typed(13, "STATEMENT OF BEA LUND", 90, "B Lund")),
    Paper("J", "2026-03-18 LR2 Telephone schedule.pdf", "prosecutor", _calls(14, "LR/2 – Calls to and from 07700 900127", 1040)),
    Paper("J", "2026-03-04 JP1 Porter’s ledger.pdf", "prosecutor", _scanned(15, "JP/1 – PORTER’S LEDGER", 330)),
    Paper("J", "2026-03-06 LR3 Holdall.jpg", "prosecutor", _photograph(16, "LR/3, holdall as found")),
    Paper("J", "2026-03-20 LR4 Bank statements.pdf", "prosecutor", _scanned(17, "LR/4 – BANK STATEMENTS", 210)),
    Paper("UN", "2026-04-20 Schedule of unused material.pdf", "prosecutor", _typed(18, "MG6C – SCHEDULE", 32), (0, 1)),
    Paper("UD", "2026-04-21 Crime report 118.pdf", "prosecutor", _typed(19, "CRIME REPORT 118", 70), (0, 1)),
    Paper("UD", "2026-04-22 Message log of Vale.pdf", "prosecutor", _typed(20, "MESSAGE LOG", 24), (1,)),
    Paper("K", "2026-03-06 Interview of Merrin Vale.pdf", "prosecutor", _interview(21, "INTERVIEW OF MERRIN VALE", 620)),
    Paper("L", "2026-03-25 Fingerprint report.pdf", "prosecutor", _typed(22, "STREAMLINED FORENSIC REPORT – MARKS", 36)),
    Paper("M", "2026-06-01 Cell site report.pdf", "defence1", _typed(23, "REPORT OF DR H LIND ON CELL SITES", 170), (0,)),
    Paper("M", "2026-06-03 Metallurgy report.pdf", "defence2", _typed(24, "REPORT OF PROFESSOR Y ADE ON METALLURGY", 90), (1,)),
    Paper(
        "N",
        "2026-04-02 Previous convictions of Ashdown.pdf",
        "prosecutor",
        _typed(25, "PREVIOUS CONVICTIONS – ASHDOWN", 10),
        (0,),
    ),
    Paper("N", "2026-04-02 Previous convictions of Vale.pdf", "prosecutor", _typed(26, "PREVIOUS CONVICTIONS – VALE", 8), (1,)),
    Paper("O", "2026-09-14 Opening note.pdf", "prosecutor", _listed("PROSECUTION OPENING NOTE", OPENING)),
    Paper("Q", "2026-06-20 Application to exclude.pdf", "defence1", _typed(27, "APPLICATION UNDER SECTION 78", 38), (0,)),
    Paper("R", "2026-04-02 Witness list.pdf", "prosecutor", _typed(28, "WITNESS LIST AND DATES TO AVOID", 12)),
    Paper("S", "2026-05-01 PTPH form.pdf", "clerk", _typed(29, "PLEA AND TRIAL PREPARATION HEARING FORM", 40)),
    Paper("X", "2026-05-01 Directions.pdf", "judge", _typed(30, "DIRECTIONS", 10)),
    Paper("PP", "2026-04-01 Review note.pdf", "prosecutor", _typed(31, "REVIEWING LAWYER’S NOTE", 14)),
    Paper("PD", "2026-06-02 Conference note.pdf", "defence1", _typed(32, "NOTE OF CONFERENCE WITH MR ASHDOWN", 16)),
    Paper("PJ", "2026-09-10 Listing note.pdf", "clerk", _typed(33, "LISTING NOTE", 6)),
    Paper("J", "2026-09-15 LR5 Dashboard camera stills.pdf", "prosecutor", _album(34, "LR/5 dashboard camera", 6), late=True),
)
