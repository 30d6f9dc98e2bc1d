"""The demonstration: one fictional Crown Court case, its people and its papers, set up with one command."""
