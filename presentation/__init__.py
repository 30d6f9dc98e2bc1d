"""The hearing: its state machine, its screens, the protocol of a connection, and the record of what was shown."""
