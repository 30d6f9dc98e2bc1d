"""Marks, layers, who may see them, and how they are anchored."""
