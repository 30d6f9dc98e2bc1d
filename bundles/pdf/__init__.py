"""The only room with a PDF engine."""
