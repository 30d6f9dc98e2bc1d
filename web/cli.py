"""The `sheaf` command. Each `web/cli_<name>.py` is one command: its `arguments(parser)` and its `run(options)`, which answers the
exit status. Heavy imports wait until a command runs.

    0  done                1  refused, with a sentence
    2  not understood      3  done in part (`build`: some files were refused)
"""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

from bundles.errors import SheafError
from web.messages import preferred, sentence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; what goes wrong is a sentence on standard error."""
    options = parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except SheafError as error:
        complain(error.key, error.values)
        return 1
    except ValueError as error:
        if not _complained_of_settings(error):
            raise
        return 2
    except KeyboardInterrupt:
        return 130
    return status


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser("sheaf", description=text("cli.about"))
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in _commands():
        name = module.__name__.rpartition("_")[2]
        help_text = text(f"cli.{name}")
        command = commands.add_parser(name, help=help_text, description=help_text)
        module.arguments(command)
        command.set_defaults(run=module.run)
    return top


def language() -> str:
    """The language of this terminal, by its locale (`LC_ALL`, `LC_MESSAGES`, `LANG`)."""
    named = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return preferred(next((value.replace("_", "-") for value in named if value), ""))


def text(key: str, **values: str | int | float) -> str:
    """A sentence for this terminal."""
    return sentence(language(), key, values)


def say(key: str, **values: str | int | float) -> None:
    print(text(key, **values))


def complain(key: str, values: Mapping[str, str | int | float] | None = None) -> None:
    print(sentence(language(), key, values), file=sys.stderr)


def _complained_of_settings(error: ValueError) -> bool:
    """Whether the error was of settings that do not fit, which are then named."""
    from pydantic import ValidationError

    if not isinstance(error, ValidationError) or error.title != "Settings":
        return False
    for fault in error.errors():
        complain("cli.setting_wrong", {"name": f"SHEAF_{fault['loc'][0]}".upper(), "what": fault["msg"]})
    return True


def _commands() -> list[ModuleType]:
    found = pkgutil.iter_modules([str(Path(__file__).parent)])
    names = sorted(module.name for module in found if module.name.startswith("cli_"))
    return [importlib.import_module(f"web.{name}") for name in names]


if __name__ == "__main__":
    sys.exit(main())
