"""A stream whose pictures get old is told, one whose camera's clock is untrue is not."""

from collections.abc import Iterable

import pytest

from station.core.stream_lag import StreamLag

RATE = 25


def oldest(pictures: Iterable[tuple[float, float, float]]) -> float:
    """The greatest age that is told of pictures that were filmed and came then, after such a wait."""
    lag = StreamLag()
    return max(lag.see(filmed, now=came, waited_s=waited) for filmed, came, waited in pictures)


def test_a_decoder_that_is_too_slow_is_told_before_its_pictures_are_three_seconds_old() -> None:
    lag, told = StreamLag(), []
    for number in range(400):  # 50 ms for what is filmed in 40
        came = 100 + number * 0.05
        if age := lag.see(number / RATE, now=came, waited_s=0.001):
            told.append((age, came - 100 - number / RATE))
    assert 1.0 < told[0][1] < 3.0
    assert told[0][0] == pytest.approx(told[0][1])


@pytest.mark.parametrize(
    "pictures",
    [
        pytest.param([(n / RATE, n / RATE, 0.03) for n in range(500)], id="in time"),
        pytest.param([(n / RATE, n / 10, 0.09) for n in range(500)], id="its clock says 25 a second, and 10 come"),
        pytest.param([(n / RATE * 0.99, n / RATE, 0.03) for n in range(9000)], id="its clock is slow"),
        pytest.param([((n % 100) / RATE, n / RATE, 0.001) for n in range(500)], id="it begins anew"),
        pytest.param(
            [(n / RATE, max(n / RATE, 6.0) + n / 1000, 0.0) for n in range(250)], id="held up, then caught up with"
        ),
        pytest.param([(n / RATE, n / RATE, 0.001) for n in range(500)], id="just fast enough"),
    ],
)
def test_who_keeps_up_is_left_alone(pictures: list[tuple[float, float, float]]) -> None:
    assert oldest(pictures) == 0.0
