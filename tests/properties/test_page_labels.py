"""Page labels of any kind, run-length compressed and read again."""

from hypothesis import given
from hypothesis import strategies as st

from bundles.index import roman
from bundles.pdf.catalogue import label_runs

insertions = st.sampled_from(["143.1", "143.2", "88-1", "100A", "100B", "B13.1", "A0", "A007", "K1"])
stretches = st.one_of(
    st.tuples(st.sampled_from(["", "A", "K", "B13.", "88-"]), st.integers(1, 2000), st.integers(1, 30)).map(
        lambda run: [f"{run[0]}{run[1] + step}" for step in range(run[2])]
    ),
    st.tuples(st.integers(1, 40), st.integers(1, 20)).map(lambda run: [roman(run[0] + step) for step in range(run[1])]),
    st.lists(insertions, min_size=1, max_size=4),
    st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=0x17F), min_size=1, max_size=6), max_size=3),
)
ledgers = st.lists(stretches, min_size=1, max_size=6).map(lambda runs: [label for run in runs for label in run])


def read(labels: list[str]) -> list[str]:
    """The labels a viewer makes of the runs (ISO 32000-2, 12.4.2)."""
    runs = list(label_runs(labels))
    said = []
    for page in range(len(labels)):
        run = max((run for run in runs if run.start <= page), key=lambda found: found.start)
        count = run.number + page - run.start
        said.append(run.prefix + {"D": str(count), "r": roman(count) if run.style == "r" else "", None: ""}[run.style])
    return said


@given(ledgers)
def test_any_ledger_of_labels_is_read_back_as_it_was(labels: list[str]) -> None:
    assert read(labels) == labels


@given(st.integers(1, 5000))
def test_a_section_of_any_length_is_one_run(pages: int) -> None:
    labels = ["i", "ii", "iii", "K0", *(f"K{number + 1}" for number in range(pages))]
    assert len(list(label_runs(labels))) == 3
