"""Layers (optional content, ISO 32000-2, 8.11): a layer its author switched off stays off in the bundle.

Knows how many sources' configurations become one. Refuses to know what a layer holds.
"""

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

ON, OFF = "/ON", "/OFF"


class Layers:
    """The layers of every source, gathered; `properties` is the bundle's `/OCProperties`, or None when there are none."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._groups: list[pikepdf.Object] = []
        self._lists: dict[str, list[Any]] = {"/Order": [], OFF: [], "/Locked": [], "/RBGroups": [], "/AS": []}

    def take(self, source: pikepdf.Pdf, title: str) -> None:
        """Adds a source's layers under its document's title. Call after its pages are in the bundle."""
        properties = source.Root.get("/OCProperties")
        if not isinstance(properties, pikepdf.Dictionary) or not isinstance(properties.get("/OCGs"), pikepdf.Array):
            return
        properties = self._pdf.copy_foreign(source.make_indirect(Dictionary(_wanted(properties))))
        groups = [group for group in properties.OCGs if isinstance(group, pikepdf.Dictionary)]
        usual = properties.get("/D", Dictionary())
        self._groups += groups
        self._lists[OFF] += _switched_off(groups, usual)
        self._lists["/Order"] += [pikepdf.String(title), Array(_entries(usual, "/Order") or groups)]
        for key in ("/Locked", "/RBGroups", "/AS"):
            self._lists[key] += _entries(usual, key)

    def properties(self) -> Dictionary | None:
        if not self._groups:
            return None
        usual = Dictionary(BaseState=Name.ON)
        for key, values in self._lists.items():
            if values:
                usual[key] = Array(values)
        return Dictionary(OCGs=Array(self._groups), D=usual)


def _wanted(properties: pikepdf.Object) -> dict[str, Any]:
    return {key: properties[key] for key in ("/OCGs", "/D") if key in properties}


def _entries(usual: pikepdf.Object, key: str) -> list[Any]:
    value = usual.get(key)
    return list(value) if isinstance(value, pikepdf.Array) else []


def _switched_off(groups: Sequence[pikepdf.Object], usual: pikepdf.Object) -> list[pikepdf.Object]:
    if usual.get("/BaseState") != Name.OFF:
        return [group for group in _entries(usual, OFF) if isinstance(group, pikepdf.Dictionary)]
    on = {group.objgen for group in _entries(usual, ON) if isinstance(group, pikepdf.Dictionary)}
    return [group for group in groups if group.objgen not in on]
