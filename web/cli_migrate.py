"""`sheaf migrate`: brings the database to this version's form."""

import argparse

from web.cli import say


def arguments(_parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(_options: argparse.Namespace) -> int:
    from storage.engine import open_database
    from storage.migrations import head, upgrade
    from web.settings import Settings

    settings = Settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database)
    try:
        upgrade(database)
    finally:
        database.close()
    say("cli.migrate.done", version=head())
    return 0
