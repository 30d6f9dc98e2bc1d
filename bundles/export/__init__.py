"""From a publication, or a folder, to a finished bundle."""
