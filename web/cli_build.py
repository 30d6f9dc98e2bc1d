"""`sheaf build DIR -o OUT.pdf`: a bundle straight from a folder, with no server and no record.

A composition root: it walks the disk and chooses the engine. Exit status 0 when all files went in, 3 when some were refused and
the rest was built, 2 when there is nothing to build or nowhere to put it.
"""

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from bundles.errors import NotFound, Refused
from bundles.export.folder import Built, build, natural, unseen
from web.cli import complain, language, say, text
from web.messages import LANGUAGES

CLEAR_LINE = "\r\x1b[K"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=text("cli.build.folder"))
    parser.add_argument("-o", "--output", metavar="OUT.pdf", type=Path, required=True, help=text("cli.build.output"))
    parser.add_argument("--court", metavar="NAME", help=text("cli.build.court"))
    parser.add_argument("--title", default="", help=text("cli.build.title"))
    parser.add_argument("--language", choices=LANGUAGES, default=language(), help=text("cli.build.language"))
    parser.add_argument("--json", action="store_true", help=text("cli.build.json"))


def run(options: argparse.Namespace) -> int:
    folder, output = options.folder.resolve(), options.output.absolute()
    if not folder.is_dir():
        return _usage("cli.build.no_folder", folder=str(options.folder))
    if output.is_dir() or not output.parent.is_dir():
        return _usage("cli.build.no_output", output=str(options.output))
    files = [file for file in _files(folder) if folder / file != output.resolve() and not unseen(file)]
    try:
        built = _built(options, folder, files, output)
    except (NotFound, Refused) as error:
        return _usage(error.key, **error.values)
    _report(built, options)
    left_out = {one.file for one in built.refused}
    for file, first in duplicates(folder, [file for file in files if file not in left_out]):
        complain("cli.build.duplicate", {"file": file.as_posix(), "first": first.as_posix()})
    return 3 if built.refused else 0


def duplicates(folder: Path, files: Sequence[PurePath]) -> Iterator[tuple[PurePath, PurePath]]:
    """Files with the same bytes as an earlier one, and that one. Only files of one size are read."""
    sizes: dict[int, list[PurePath]] = {}
    for file in sorted(files, key=natural):
        sizes.setdefault((folder / file).stat().st_size, []).append(file)
    for alike in sizes.values():
        seen: dict[bytes, PurePath] = {}
        for file in alike if len(alike) > 1 else ():
            with (folder / file).open("rb") as opened:
                first = seen.setdefault(hashlib.file_digest(opened, "sha256").digest(), file)
            if first is not file:
                yield file, first


def _built(options: argparse.Namespace, folder: Path, files: Sequence[PurePath], output: Path) -> Built:
    from bundles.pdf.pool import EnginePool

    progress = _Progress(len(files))
    with EnginePool(1) as engine:
        try:
            built = build(
                engine,
                folder,
                files,
                output,
                title=options.title,
                court=options.court,
                language=options.language,
                tell=progress,
            )
        finally:
            progress.clear()
    if built.output is not None:
        _as_usual(built.output)
    return built


def _report(built: Built, options: argparse.Namespace) -> None:
    refused = [{"file": one.file.as_posix(), "reason": text(one.reason.key, **one.reason.values)} for one in built.refused]
    if options.json:
        said = {"pages": len(built.labels), "documents": built.documents, "labels": list(built.labels), "refused": refused}
        print(json.dumps({**said, "output": str(options.output) if built.output else None}))
        return
    for one in refused:
        complain("cli.build.refused", one)
    if built.output is None:
        complain("cli.build.nothing_left")
    else:
        say("cli.build.done", output=str(options.output), pages=len(built.labels), documents=built.documents)


def _usage(key: str, **values: str | int | float) -> int:
    complain(key, values)
    return 2


def _files(folder: Path) -> Iterator[PurePath]:
    for place, _, names in os.walk(folder):
        yield from (Path(place, name).relative_to(folder) for name in names if Path(place, name).is_file())


def _as_usual(output: Path) -> None:
    """Gives the file the rights of any file this person makes: the engine's own are narrower."""
    mask = os.umask(0)
    os.umask(mask)
    output.chmod(0o666 & ~mask)


class _Progress:
    """One line on a terminal, rewritten for each file; nothing where nobody looks on."""

    def __init__(self, files: int) -> None:
        self._files, self._done, self._seen = files, 0, sys.stderr.isatty()

    def __call__(self, file: PurePath) -> None:
        self._done += 1
        if self._seen:
            line = text("cli.build.progress", number=self._done, files=self._files, file=printable_name(file))
            print(f"{CLEAR_LINE}{line[:100]}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._seen:
            print(CLEAR_LINE, end="", file=sys.stderr, flush=True)


def printable_name(file: PurePath) -> str:
    """A file's name with nothing in it that a terminal would obey."""
    return "".join(letter if letter.isprintable() else "?" for letter in file.as_posix())
