"""What the gallery shows pictures of, in words: a count of an attribute, a cell of the confusion matrix, or what an audit found."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from station.live.evaluating import Answer, Count
from station.ui.spoken import number, per_cent
from station.ui.words import QT_TRANSLATE_NOOP

_COUNTS: dict[Count, str] = {
    "tp": QT_TRANSLATE_NOOP("Gallery", "answered true, is true"),
    "fp": QT_TRANSLATE_NOOP("Gallery", "answered true, is false"),
    "tn": QT_TRANSLATE_NOOP("Gallery", "answered false, is false"),
    "fn": QT_TRANSLATE_NOOP("Gallery", "answered false, is true"),
}


class Subject(Protocol):
    """`attribute`, or class, is the one whose heat maps are shown."""

    @property
    def attribute(self) -> str:
        """Its name."""

    def heading(self, *, shown: int, count: int) -> str:
        """Above `shown` pictures of `count`."""

    def caption(self, index: int, answer: Answer) -> str:
        """Below a small picture, the `index`-th."""

    def title(self, index: int, answer: Answer) -> str:
        """Beside a picture enlarged."""


@dataclass(frozen=True, slots=True)
class CountSubject:
    """A count of an attribute, which is the `at`-th."""

    run: str
    attribute: str
    at: int
    count: Count

    def heading(self, *, shown: int, count: int) -> str:
        """The run, and what was answered and is true."""
        text = QCoreApplication.translate("Gallery", "{run}: {attribute} {count} ({shown} of {all})")
        words = QCoreApplication.translate("Gallery", _COUNTS[self.count])
        return text.format(run=self.run, attribute=self.attribute, count=words, shown=number(shown), all=number(count))

    def caption(self, index: int, answer: Answer) -> str:
        """Clip, number and probability."""
        del index
        return f"{place_of(answer)}\n{per_cent(answer.probabilities[self.at])}"

    def title(self, index: int, answer: Answer) -> str:
        """Clip and number, what was answered and what is labelled."""
        del index
        if answer.truth[self.at]:
            text = QCoreApplication.translate("Gallery", "{name}   {attribute}: {chance} answered, labelled true")
        else:
            text = QCoreApplication.translate("Gallery", "{name}   {attribute}: {chance} answered, labelled false")
        chance = per_cent(answer.probabilities[self.at])
        return text.format(name=place_of(answer), attribute=self.attribute, chance=chance)


@dataclass(frozen=True, slots=True)
class CellSubject:
    """A cell of the confusion matrix: pictures of a class taken for `attribute`, which is the `at`-th class."""

    true: str
    attribute: str
    at: int

    def heading(self, *, shown: int, count: int) -> str:
        """What was taken for what, and how often."""
        if self.true == self.attribute:
            text = QCoreApplication.translate("Gallery", "{true}, recognised as such: {all}")
        else:
            text = QCoreApplication.translate("Gallery", "{true} taken for {answered}: {all}")
        said = text.format(true=self.true, answered=self.attribute, all=number(count))
        if shown == count:
            return said
        more = QCoreApplication.translate("Gallery", "{what} ({shown} shown)")
        return more.format(what=said, shown=number(shown))

    def caption(self, index: int, answer: Answer) -> str:
        """The file's name and the probability."""
        del index
        return f"{PurePosixPath(answer.name).name}\n{self.attribute} {per_cent(answer.probabilities[self.at])}"

    def title(self, index: int, answer: Answer) -> str:
        """The file's name, what was answered and what is true."""
        del index
        text = QCoreApplication.translate("Gallery", "{name}   {answered}: {chance} answered, it is {true}")
        chance = per_cent(answer.probabilities[self.at])
        name = PurePosixPath(answer.name).name
        return text.format(name=name, answered=self.attribute, chance=chance, true=self.true)


@dataclass(frozen=True, slots=True)
class AuditSubject:
    """Pictures in which the network looked beside the seam; `outside` is each one's share of the heat map there."""

    run: str
    attribute: str
    outside: tuple[float, ...]

    def heading(self, *, shown: int, count: int) -> str:
        """The run, and what the pictures show."""
        del shown
        text = QCoreApplication.translate(
            "Gallery", "{run}: {attribute}, looked beside the seam, the worst first: {all}"
        )
        return text.format(run=self.run, attribute=self.attribute, all=number(count))

    def caption(self, index: int, answer: Answer) -> str:
        """Clip, number and share."""
        text = QCoreApplication.translate("Gallery", "{share} outside")
        return f"{place_of(answer)}\n{text.format(share=per_cent(self.outside[index], 0))}"

    def title(self, index: int, answer: Answer) -> str:
        """Clip and number, and the share."""
        text = QCoreApplication.translate("Gallery", "{name}   {attribute}: {share} of the heat map outside the seam")
        return text.format(name=place_of(answer), attribute=self.attribute, share=per_cent(self.outside[index], 0))


def place_of(answer: Answer) -> str:
    """A picture's clip and number."""
    return answer.clip if answer.number is None else f"{answer.clip} · {answer.number}"
