"""`sheaf user add | password`: accounts, from the terminal of whoever runs the installation."""

import argparse
import getpass
import sys

from bundles.cases import Person
from bundles.errors import NotFound, Refused
from bundles.ids import PersonId
from web.cli import say, text
from web.container import Container


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    for name, act in (("add", add), ("password", replace)):
        command = commands.add_parser(name, help=text(f"cli.user.{name}"), description=text(f"cli.user.{name}"))
        command.add_argument("email", help=text("cli.user.email"))
        command.add_argument("--password-stdin", action="store_true", help=text("cli.user.password_stdin"))
        command.set_defaults(user_act=act)
        if act is add:
            command.add_argument("--name", required=True, help=text("cli.user.name"))
            command.add_argument("--admin", action="store_true", help=text("cli.user.admin"))


def run(options: argparse.Namespace) -> int:
    from web.app import compose
    from web.settings import Settings

    password = asked(options.password_stdin)
    container = compose(Settings())
    try:
        options.user_act(container, options, password)
    finally:
        container.close()
    return 0


def add(container: Container, options: argparse.Namespace, password: str) -> None:
    """Makes an account."""
    from web.identity.signing_in import add_person

    person = Person(PersonId(container.identities.new()), options.email, options.name, is_admin=options.admin)
    with container.unit() as unit:
        add_person(container, unit, person, password, None)
        unit.commit()
    say("cli.user.added", name=person.name, email=person.email)


def replace(container: Container, options: argparse.Namespace, password: str) -> None:
    """Sets a new password, for somebody who forgot theirs, and signs them out everywhere."""
    from web.identity.signing_in import replace_password

    with container.unit() as unit:
        person = unit.people.by_email(options.email)
        if person is None:
            raise NotFound("cli.explain.nobody")
        replace_password(container, unit, person, password, None)
        unit.commit()
    say("cli.user.replaced", name=person.name)


def asked(from_stdin: bool) -> str:
    """The password, typed twice without being shown, or the first line of standard input. Raises `Refused` when they differ."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(text("cli.user.typed") + " ")
    if getpass.getpass(text("cli.user.typed_again") + " ") != first:
        raise Refused("cli.user.passwords_differ")
    return first
