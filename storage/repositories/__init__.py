"""The record's repositories: one class a port, over one connection, the same on SQLite and PostgreSQL."""
