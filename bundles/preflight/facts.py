"""What can be seen of one PDF, without judging it: its pages, its structure, what it carries and does.

Knows the shape of these facts only: an engine fills them in (`bundles.pdf.facts`), checkers read them. Pages are numbered from 1;
boxes are 0–1 of the page as displayed, from its top left; lengths are points.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word, its box, and how many quarter turns clockwise it stands from upright (-1: at some other angle)."""

    text: str
    box: Box
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """An image where it is drawn: its pixels, and how many of them an inch there has (the larger of both directions)."""

    box: Box
    width: int
    height: int
    dpi: float


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page. `failed` says that the page, or part of it, could not be read; then the rest may be missing.

    `letters` counts all that can be extracted, `unseen_letters` those drawn invisibly (as text under a scan is); `turned` counts
    visible and invisible letters by quarter turns; `edges` are the words near the top and the foot; `words` all words, of pages
    that may be an index. `looks` is told of pages that are a picture without text: `blank`, `paper` or `photograph`.
    """

    number: int
    width: float
    height: float
    failed: bool = False
    user_unit: float = 1.0
    letters: int = 0
    unseen_letters: int = 0
    turned: Mapping[str, int] = field(default_factory=dict)
    edges: tuple[SeenWord, ...] = ()
    words: tuple[SeenWord, ...] = ()
    heading: bool = False  # it calls itself an index
    pictures: tuple[Picture, ...] = ()
    pictured: float = 0.0  # how much of the page is pictures, 0–1
    strokes: int = 0  # lines and shapes drawn
    looks: str = ""
    covered_dark: int = 0  # letters that a dark shape hides and that can still be extracted
    covered_light: int = 0  # the same, under a light one
    outside: int = 0  # letters and pictures beyond what the page shows
    garbled: int = 0  # invisible words that do not look like words
    unseen_words: int = 0
    text_hash: str = ""  # of the words away from the edges; empty when there are few
    phrases: tuple[str, ...] = ()  # which of `bundles.preflight.screens` its text matches


@dataclass(frozen=True, slots=True)
class Target:
    """Where something leads. `page` 0: nowhere in the file. `view` is XYZ, Fit, FitH …; `zoom` 0 keeps the reader's own."""

    page: int
    view: str = "XYZ"
    zoom: float = 0.0


@dataclass(frozen=True, slots=True)
class Bookmark:
    """In the order they stand, `depth` from 1. One that leads to no place (a heading, or the web) has no target."""

    title: str
    depth: int
    target: Target | None
    is_open: bool = False
    has_children: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page: to a place in the file, or to an address."""

    page: int
    box: Box
    target: Target | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Active:
    """Something in the file that acts or reaches outside: JavaScript, Launch, XFA … `page` 0: the file as a whole."""

    kind: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class FontFault:
    """A font that is not embedded, or whose letters cannot be told (`kind`: `not_embedded`, `no_unicode`)."""

    font: str
    kind: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything but the pages' own content. `labels` is None when the file has none."""

    page_count: int
    labels: tuple[str, ...] | None = None
    bookmarks: tuple[Bookmark, ...] = ()
    links: tuple[Link, ...] = ()
    opening: Target | None = None
    page_mode: str = ""
    page_layout: str = ""
    shows_title: bool = False
    title: str = ""
    language: str = ""
    tagged: bool = False
    encrypted: bool = False
    forbidden: tuple[str, ...] = ()  # of `print`, `copy`, `annotate`, `assist`
    actives: tuple[Active, ...] = ()
    attachments: tuple[str, ...] = ()
    hidden_layers: tuple[str, ...] = ()
    marks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # annotations by subtype, links left out: their pages
    information: tuple[str, ...] = ()  # what its metadata tells: `Author`, `xmp:CreatorTool` …
    claims: tuple[str, ...] = ()  # `PDF/A`, `PDF/UA`
    private_pages: tuple[int, ...] = ()  # with data private to a program
    camera_pages: tuple[int, ...] = ()  # with pictures that tell where, by whom or with what they were taken
    font_faults: tuple[FontFault, ...] = ()
    repeated_bytes: int = 0  # of pictures that are in the file more than once
    portfolio: bool = False
    warnings: int = 0  # of the engine that read the structure


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file: its name, its size in bytes, what had to be mended to read it (message keys), and how it was written."""

    name: str
    size: int
    starts_as_pdf: bool
    revisions: int
    linearised: bool
    object_streams: bool  # whether its objects lie compressed
    repairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    file: FileFacts
    structure: Structure
    pages: tuple[PageFacts, ...]
