"""`sheaf user add`: makes an account, from the terminal of whoever runs the installation."""

import argparse
import getpass
import sys

from bundles.cases import Person
from bundles.errors import Refused
from bundles.ids import PersonId
from web.cli import say, text


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    add = commands.add_parser("add", help=text("cli.user.add"), description=text("cli.user.add"))
    add.add_argument("email", help=text("cli.user.email"))
    add.add_argument("--name", required=True, help=text("cli.user.name"))
    add.add_argument("--admin", action="store_true", help=text("cli.user.admin"))
    add.add_argument("--password-stdin", action="store_true", help=text("cli.user.password_stdin"))


def run(options: argparse.Namespace) -> int:
    from web.app import compose
    from web.identity.signing_in import add_person
    from web.settings import Settings

    password = asked(options.password_stdin)
    container = compose(Settings())
    try:
        person = Person(PersonId(container.identities.new()), options.email, options.name, is_admin=options.admin)
        with container.unit() as unit:
            add_person(container, unit, person, password, None)
            unit.commit()
    finally:
        container.close()
    say("cli.user.added", name=person.name, email=person.email)
    return 0


def asked(from_stdin: bool) -> str:
    """The password, typed twice without being shown, or the first line of standard input. Raises `Refused` when they differ."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(text("cli.user.password") + " ")
    if getpass.getpass(text("cli.user.password_again") + " ") != first:
        raise Refused("cli.user.passwords_differ")
    return first
