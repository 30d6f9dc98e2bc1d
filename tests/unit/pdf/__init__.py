"""The reading half of the PDF engine: what it opens, draws and survives."""
