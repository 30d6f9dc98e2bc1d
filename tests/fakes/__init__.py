"""Ports in memory, for tests: whole behaviour, no engine, network or clock."""
