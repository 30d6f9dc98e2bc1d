"""What every operation of the API answers to whom: one row an operation, its answer reckoned from `bundles.access` alone.

A row says how it is asked and what must come of it. `test_matrix` fails for an operation that has no row.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotations.visibility import may_see_layer
from bundles.access import Act, Viewer, may, may_edit, may_file, may_read, may_see_section
from bundles.documents import DocumentState
from bundles.ids import MarkId
from presentation.roles import Audience
from tests.web.scene import Paper, Scene
from web.grants import SignedGrants
from web.identity.asking import digest


@dataclass(frozen=True, slots=True)
class Question:
    """One operation, asked by one person, of one document where it is of any."""

    scene: Scene
    who: str | None
    paper: Paper
    mark: str = ""

    @property
    def viewer(self) -> Viewer | None:
        return self.scene.viewers.get(self.who or "")

    @property
    def sees(self) -> bool:
        return self.viewer is not None and bool(may_read(self.viewer, self.paper.section, self.paper.document))

    def may(self, act: Act) -> bool:
        return self.viewer is not None and bool(may(self.viewer, act))


Answer = Callable[[Question], int]
Asked = Callable[[Question], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`path` is filled from the question; `answer` is the status for somebody signed in; `each` is of what it is asked."""

    path: str
    answer: Answer
    asked: Asked = field(default=lambda _: {})
    each: str = "once"  # or: paper, mark
    changes: bool = False  # what stands: asked of a copy, where it is allowed
    unknown: int = 401  # to nobody signed in


def signed_in(_: Question) -> int:
    return 200


def on_case(ok: int = 200) -> Answer:
    return lambda q: 404 if q.viewer is None else ok


def by_act(act: Act, ok: int = 200) -> Answer:
    return lambda q: 404 if q.viewer is None else ok if q.may(act) else 403


def administrators(ok: int) -> Answer:
    return lambda q: ok if q.who == "admin" else 403


def reader(ok: int = 200) -> Answer:
    return lambda q: ok if q.sees else 404


def page_reader(ok: int = 200) -> Answer:
    return lambda q: ok if q.sees and q.paper.document.pages else 404


def editor(q: Question) -> int:
    if q.viewer is None or not q.sees:
        return 404
    if not may_edit(q.viewer, q.paper.section, q.paper.document):
        return 403
    return 409 if q.paper.document.state is DocumentState.WITHDRAWN else 200


def by_label(q: Question) -> int:
    return 200 if q.sees and q.paper.label else 404


def filer(q: Question) -> int:
    if q.viewer is None or not may_see_section(q.viewer, q.paper.section):
        return 404
    decision = may_file(q.viewer, q.paper.section, q.paper.document.ticked)
    return 201 if decision else 422 if decision.reason == "access.tick_someone" else 403


def marks_author(ok: int) -> Answer:
    def answer(q: Question) -> int:
        mark, layer = q.scene.marks[MarkId(q.mark)]
        if q.viewer is None or not q.sees or not may_see_layer(q.viewer, layer):
            return 404
        return ok if mark.author == q.viewer.person else 403

    return answer


def clerk_puts_on(q: Question) -> int:
    return 201 if q.who in ("clerk", "admin") else by_act(Act.MANAGE_PEOPLE)(q)


def clerk_takes_off(q: Question) -> int:
    return 403 if q.who == "admin" else by_act(Act.MANAGE_PEOPLE, 204)(q)


def explained(q: Question) -> int:
    if q.who == "admin":
        return 200
    if q.may(Act.MANAGE_PEOPLE):
        return 200 if q.sees else 404
    return 404 if q.viewer is None else 403


def owner(ok: int) -> Answer:
    return lambda q: ok if q.who == "prosecutor" else 404


def granted(q: Question) -> int:
    """A page's image is had by the grant alone, by anyone; and only of the page that stands before the jury now."""
    return 200 if q.paper.kind == "open" else 404


def body(**what: Any) -> Asked:
    return lambda _: {"json": what}


def query(**what: Any) -> Asked:
    return lambda _: {"params": what}


def a_mark(q: Question) -> dict[str, Any]:
    identity = digest(f"{q.who} {q.paper.kind}")[:32]
    return {"json": {"id": identity, "page": q.paper.page, "layer": "everyone", "kind": "note", "quads": []}}


def an_upload(q: Question) -> dict[str, Any]:
    return {"json": {"filename": "x.pdf", "size": 9, "section": q.paper.section.id, "ticked": sorted(q.paper.document.ticked)}}


def a_question(q: Question) -> dict[str, Any]:
    return {"params": {"person": q.scene.court.people["judge"], "case": q.scene.court.case, "document": q.paper.document.id}}


def grant(q: Question) -> str:
    """A true one, signed by us, as if the page stood before the jury."""
    signed = SignedGrants(q.scene.court.container.settings.key)
    return signed.issue(q.scene.hearing, Audience.JURY, q.paper.page, q.scene.since)


CASE, PAPER, PAGE = "/api/cases/{case}", "/api/documents/{document}", "/api/pages/{page}"
HEARING, PUBLICATION = "/api/hearings/{hearing}", "/api/publications/{publication}"
WHOLE = {"x": 0, "y": 0, "w": 1, "h": 1, "width": 100}
PLACE = {"email": "stranger@court.example", "role": "clerk", "team_name": "Court"}
CASE_WANTED = {"urn": "1", "title": "R v Nobody", "court": "Nowhere"}
SCREEN = {"name": "Jury 2", "audience": "jury"}

RULES: Mapping[str, Rule] = {
    "list_cases": Rule("/api/cases", signed_in),
    "open_case": Rule("/api/cases", administrators(201), body(**CASE_WANTED), changes=True),
    "read_case": Rule(CASE, on_case()),
    "read_bundle": Rule(f"{CASE}/bundle", on_case()),
    "resolve_label": Rule(f"{CASE}/labels/{{label}}", by_label, each="paper"),
    "read_document": Rule(PAPER, reader(), each="paper"),
    "amend_document": Rule(PAPER, editor, body(), each="paper"),
    "withdraw_document": Rule(f"{PAPER}/withdraw", editor, body(reason="x"), each="paper", changes=True),
    "read_original": Rule(f"{PAPER}/original", reader(), each="paper"),
    "granted_image": Rule("/api/grants/{grant}/image", granted, each="paper", unknown=0),
    "granted_region": Rule("/api/grants/{grant}/region", granted, query(**WHOLE), each="paper", unknown=0),
    "list_hearings": Rule(f"{CASE}/hearings", on_case()),
    "open_hearing": Rule(f"{CASE}/hearings", by_act(Act.RUN_HEARING, 409), body(title="Trial")),
    "read_hearing": Rule(HEARING, on_case()),
    "rise": Rule(f"{HEARING}/rise", by_act(Act.RUN_HEARING), changes=True),
    "list_screens": Rule(f"{HEARING}/screens", by_act(Act.RUN_HEARING)),
    "add_screen": Rule(f"{HEARING}/screens", by_act(Act.RUN_HEARING, 201), body(**SCREEN), changes=True),
    "remove_screen": Rule(f"{HEARING}/screens/{{screen}}", by_act(Act.RUN_HEARING, 204), changes=True),
    "read_record": Rule(f"{HEARING}/record", by_act(Act.READ_RECORD)),
    "download_record": Rule(f"{HEARING}/record.csv", by_act(Act.READ_RECORD)),
    "read_marks": Rule(f"{CASE}/marks", on_case()),
    "add_mark": Rule(f"{CASE}/marks", page_reader(201), a_mark, each="paper"),
    "change_mark": Rule("/api/marks/{mark}", marks_author(200), body(revision=1, body="x"), each="mark", changes=True),
    "remove_mark": Rule("/api/marks/{mark}", marks_author(204), each="mark", changes=True),
    "read_me": Rule("/api/me", signed_in),
    "change_me": Rule("/api/me", signed_in, body(language="en")),
    "change_password": Rule("/api/me/password", lambda _: 422, body(current="x", new="short")),
    "list_tokens": Rule("/api/me/tokens", signed_in),
    "issue_token": Rule("/api/me/tokens", lambda _: 403, body(name="x")),  # asked with a token
    "revoke_token": Rule("/api/me/tokens/{case}", lambda _: 404),  # nobody's
    "list_members": Rule(f"{CASE}/people", on_case()),
    "add_member": Rule(f"{CASE}/people", clerk_puts_on, body(**PLACE), changes=True),
    "remove_member": Rule(f"{CASE}/people/{{person}}", clerk_takes_off, changes=True),
    "list_activity": Rule(f"{CASE}/activity", by_act(Act.READ_ACTIVITY), query(limit=500)),
    "page_image": Rule(f"{PAGE}/image", page_reader(), each="paper"),
    "page_region": Rule(f"{PAGE}/region", page_reader(), query(**WHOLE), each="paper"),
    "page_words": Rule(f"{PAGE}/words", page_reader(), each="paper"),
    "list_people": Rule("/api/people", administrators(200)),
    "add_person": Rule("/api/people", administrators(422), body(email="a@b", name="A", password="aaaaaaaaaaaa")),
    "explain_access": Rule("/api/explain", explained, a_question, each="paper"),
    "read_publications": Rule(f"{CASE}/publications", on_case()),
    "publish": Rule(f"{CASE}/publications", by_act(Act.PUBLISH, 201), body(note="x"), changes=True),
    "ask_for_edition": Rule(f"{PUBLICATION}/edition", on_case(202)),
    "read_edition": Rule(f"{PUBLICATION}/edition", on_case()),
    "download_edition": Rule(f"{PUBLICATION}/edition.pdf", on_case()),
    "search": Rule(f"{CASE}/search", on_case(), query(q="zq* words note", limit=200)),
    "read_session": Rule("/api/session", signed_in),
    "sign_in": Rule("/api/session", lambda _: 422, body(), unknown=422),
    "sign_out": Rule("/api/session", lambda _: 204, changes=True),
    "open_upload": Rule(f"{CASE}/uploads", filer, an_upload, each="paper"),
    "open_uploads": Rule(f"{CASE}/uploads", on_case()),
    "read_upload": Rule("/api/uploads/{upload}", owner(200)),
    "send_part": Rule("/api/uploads/{upload}", owner(409), lambda _: {"content": b"x", "headers": {"Upload-Offset": "50"}}),
    "drop_upload": Rule("/api/uploads/{upload}", owner(204), changes=True),
}


def address(rule: Rule, q: Question) -> str:
    """The path, filled."""
    scene, paper = q.scene, q.paper
    return rule.path.format(
        case=scene.court.case,
        document=paper.document.id,
        page=paper.page,
        label=paper.label or "ZZ999",
        grant=grant(q),
        hearing=scene.hearing,
        publication=scene.publication,
        screen=scene.screen,
        upload=scene.upload,
        mark=q.mark,
        person=scene.court.people["judge"],
    )
