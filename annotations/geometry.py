"""Places on a page: 0–1 from the top left of the page as displayed, so that size, zoom and re-rendering move nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quad:
    """An upright rectangle: 0 ≤ x0 ≤ x1 ≤ 1, 0 ≤ y0 ≤ y1 ≤ 1. Raises ValueError otherwise."""

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        if not (0 <= self.x0 <= self.x1 <= 1 and 0 <= self.y0 <= self.y1 <= 1):
            raise ValueError(f"not a place on a page: {self}")
