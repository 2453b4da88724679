"""Labels as a value: what one holds never changes, and the next is known by what differs."""

from hypothesis import given
from hypothesis import strategies as st

from station.core.frame_labels import FrameLabels

VALUES = st.none() | st.tuples(st.booleans(), st.booleans())
CHANGES = st.lists(st.dictionaries(st.integers(0, 400), VALUES, max_size=5), max_size=12)


@given(CHANGES)
def test_it_is_the_dictionary_that_the_same_changes_make(changes: list[dict[int, tuple[bool, bool] | None]]) -> None:
    labels, expected = FrameLabels(), dict[int, tuple[bool, bool]]()
    for change in changes:
        before, expected_before = labels, dict(expected)
        labels = labels.changed(change)
        expected = {n: v for n, v in (expected | change).items() if v is not None}
        assert dict(before) == expected_before
        assert set(labels.differing(before)) == {
            n for n in expected.keys() | expected_before.keys() if expected.get(n) != expected_before.get(n)
        }
    assert (dict(labels), len(labels)) == (expected, len(expected))
    assert (labels.true or (0, 0)) == tuple(sum(values[at] for values in expected.values()) for at in (0, 1))
    assert all((n in labels) == (n in expected) for n in range(401))


@given(st.sets(st.integers(0, 299)), st.integers(0, 300), st.integers(1, 300))
def test_the_next_frame_without_a_label_is_found_around_the_end(labelled: set[int], first: int, count: int) -> None:
    labels = FrameLabels(dict.fromkeys(labelled | set(range(128, 256)), (True,)))
    expected = next((n for n in (*range(first, count), *range(min(first, count))) if n not in labels), None)
    assert labels.missing_from(first, count=count) == expected
