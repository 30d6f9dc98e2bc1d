"""Parts of a page, drawn at the size they are looked at."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.fidelity import compared
from bundles.errors import NotFound, Refused
from bundles.pdf.limits import Limits
from bundles.pdf.pool import EnginePool
from bundles.ports import Region
from tests import corpus
from tests.unit.pdf.pictures import ink, picture

Named = Callable[[str], Path]


def test_a_region_shows_what_the_page_shows_there(pool: EnginePool, named: Named) -> None:
    for name in ("typed.pdf", "rotated-90.pdf", "cropped-rotated.pdf", "scan-grey.pdf", "fax.pdf"):
        path, region = named(name), Region(0.25, 0.2, 0.5, 0.25)
        part = picture(pool.region(path, 1, region, 600)).convert("L").resize((60, 40))
        (page,) = pool.draw(path, 1, 1, (1200,))
        whole = picture(page.images[0][1]).convert("L")
        edges = (0.25 * whole.width, 0.2 * whole.height, 0.75 * whole.width, 0.45 * whole.height)
        there = whole.resize((60, 40), box=edges)
        apart = [abs(a - b) for a, b in zip(part.tobytes(), there.tobytes(), strict=True)]
        assert sum(apart) / len(apart) < 12, name


def test_a_region_is_drawn_sharp_and_not_enlarged(pool: EnginePool, named: Named) -> None:
    path, region = named("typed.pdf"), Region(0.1, 0.05, 0.2, 0.05)
    part = picture(pool.region(path, 1, region, 1200)).convert("L")
    greys = part.histogram()
    assert sum(greys[40:216]) < sum(greys[:40])


def test_a_region_reaching_over_the_edge_is_what_there_is(pool: EnginePool, named: Named) -> None:
    image = pool.region(named("typed.pdf"), 1, Region(0.5, 0.5, 0.9, 0.9), 400)
    assert image.width == 400
    assert image.height == pytest.approx(400 * 842 / 595, abs=2)


def test_a_deep_zoom_has_a_limit_of_pixels(pool: EnginePool, named: Named) -> None:
    image = pool.region(named("typed.pdf"), 1, Region(0, 0, 1, 1), 100_000)
    assert image.width * image.height <= Limits().image_pixels * 1.01


def test_a_region_off_the_page_or_of_no_page_is_refused(pool: EnginePool, named: Named) -> None:
    path = named("typed.pdf")
    with pytest.raises(Refused, match="region_outside"):
        pool.region(path, 1, Region(1.5, 0, 1, 1), 100)
    with pytest.raises(NotFound):
        pool.region(path, 99, Region(0, 0, 1, 1), 100)


def test_what_a_layer_hides_a_region_hides(pool: EnginePool, named: Named) -> None:
    assert ink(pool.region(named("layered.pdf"), 1, Region(0, 0, 1, 1), 600), (255, 0, 0)) == 0


HAIRLINES = {"plan.pdf"}  # thousands of lines thinner than a pixel, which each engine thickens in its own way


@pytest.mark.parametrize("name", [name for name in corpus.PAPERS if name.endswith(".pdf") and name not in HAIRLINES])
def test_an_independent_reader_sees_the_same_page(pool: EnginePool, named: Named, name: str) -> None:
    rows = list(compared(pool, named(name)))
    assert [row.remark for row in rows] == [""] * corpus.PAPERS[name][1]
    assert max(row.difference for row in rows) < 0.02
