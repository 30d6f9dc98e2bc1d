"""What all tables share: the metadata, how a reference is written, and which tables only ever grow."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData

from storage.columns import Identity

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# History: rows are added, and no statement may change or remove one. Triggers on both databases see to it.
APPEND_ONLY = ("audit", "ledger", "hearing_events", "mark_revisions")

# An autoincremented key is BIGINT on PostgreSQL; SQLite counts only in a column called INTEGER.
Counter = BigInteger().with_variant(Integer, "sqlite")


def identity(name: str = "id") -> Column[str]:
    return Column(name, Identity, primary_key=True)


def of(table: str, *, primary_key: bool = False, nullable: bool = False, index: bool = False, name: str = "") -> Column[str]:
    """A reference to a row of `table`."""
    singular = {"people": "person", "cases": "case", "parties": "party"}.get(table, table.removesuffix("s"))
    return Column(
        name or f"{singular}_id", Identity, ForeignKey(f"{table}.id"), primary_key=primary_key, nullable=nullable, index=index
    )
