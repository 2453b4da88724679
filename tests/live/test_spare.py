"""A worker in waiting is used once, and never outlives the window."""

from station.live.spare import Spare


class Started:
    """A worker that notes how it ended."""

    def __init__(self) -> None:
        self.ended: list[str] = []

    def kill(self) -> None:
        self.ended.append("killed")

    def close(self) -> None:
        self.ended.append("closed")


def spare_of(made: list[Started]) -> Spare:
    def start() -> Started:
        made.append(Started())
        return made[-1]

    return Spare(start)  # type: ignore[arg-type]


def test_the_worker_in_waiting_is_taken_once_and_the_next_one_is_new() -> None:
    made: list[Started] = []
    spare = spare_of(made)
    spare.prepare()
    spare.prepare()
    assert len(made) == 1
    assert spare.take() is made[0]
    assert spare.take() is made[1]
    spare.close()
    assert not made[0].ended  # who takes it owns it


def test_what_nobody_took_is_ended_and_none_is_started_after_that() -> None:
    made: list[Started] = []
    spare = spare_of(made)
    spare.prepare()
    spare.close()
    assert made[0].ended == ["killed", "closed"]
    spare.prepare()
    assert len(made) == 1
