"""`sheaf check FILE.pdf`: any PDF held against a court's rules for bundles, ours or not.

A composition root: it chooses the engine. Exit status 0 when the file conforms, 1 when a rule that must be met is not, 2 when the
file cannot be read or there is no such court.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from bundles.errors import NotFound, SheafError
from bundles.preflight import USUAL, Finding, Report, Status, check, rule_book
from web.cli import complain, language, say, text

WIDTH = {"level": 6, "rule": 8}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.pdf", type=Path, help=text("cli.check.file"))
    parser.add_argument("--court", metavar="NAME", default=USUAL, help=text("cli.check.court"))
    parser.add_argument("--json", action="store_true", help=text("cli.check.json"))


def run(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        return _usage("cli.check.no_file", file=str(options.file))
    try:
        rule_book().profile(options.court)
        report = _report(options.file.absolute(), options.court)
    except NotFound as error:
        return _usage(error.key, **error.values)
    except SheafError as error:
        return _usage("cli.check.unreadable", file=str(options.file), reason=text(error.key, **error.values))
    if options.json:
        print(json.dumps(as_json(report), ensure_ascii=False, indent=2))
    else:
        _tell(report, options.file.name)
    return 0 if report.conforms else 1


def as_json(report: Report) -> Mapping[str, object]:
    """The report as `--json` prints it. Messages are in this terminal's language."""
    findings = [
        {
            "rule": finding.rule,
            "level": finding.level.value,
            "status": finding.status.value,
            "pages": finding.pages,
            "message": message(finding),
        }
        for finding in report.findings
    ]
    return {"court": report.court, "conforms": report.conforms, "pages": report.pages, "findings": findings}


def message(finding: Finding) -> str:
    """What was seen, in sentences; then what a person is asked. Nothing in it that a terminal would obey."""
    said = [text(remark.key, **remark.values) for remark in finding.remarks]
    if finding.status is Status.PERSON:
        said.append(finding.question.get(language(), ""))
    if not said:
        said.append(text("preflight.met"))
    return "".join(letter if letter.isprintable() else "?" for letter in " ".join(filter(None, said)))


def _report(file: Path, court: str) -> Report:
    from bundles.pdf.facts_pool import gathered
    from bundles.pdf.pool import EnginePool

    with EnginePool() as engine:
        return check(gathered(engine, file), court)


def _tell(report: Report, name: str) -> None:
    """What is not met, then what a person is asked, then the count of each."""
    status = {kind: [finding for finding in report.findings if finding.status is kind] for kind in Status}
    say("cli.check.heading", file=name, pages=report.pages, court=report.court)
    for kind, heading in ((Status.FAIL, "cli.check.unmet"), (Status.PERSON, "cli.check.person")):
        if status[kind]:
            print()
            say(heading)
        for finding in status[kind]:
            print(f"  {finding.level.value:{WIDTH['level']}} {finding.rule:{WIDTH['rule']}} {message(finding)}")
    print()
    say(
        "cli.check.counted",
        passed=len(status[Status.PASS]),
        failed=len(status[Status.FAIL]),
        person=len(status[Status.PERSON]),
        elsewhere=len(status[Status.NOT_APPLICABLE]),
    )
    unmet = sum(finding.level == "MUST" for finding in status[Status.FAIL])
    say("cli.check.conforms") if report.conforms else say("cli.check.conforms_not", count=unmet)


def _usage(key: str, **values: str | int | float) -> int:
    complain(key, values)
    return 2
