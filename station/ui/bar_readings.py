"""What the bars say of an answer: of attributes each one's value, of classes which is the likeliest and whether it is sure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from PySide6.QtCore import QCoreApplication

from station.core.attributes import Attribute, AttributeSet
from station.core.verdict import Rule, recognised
from station.ui.spoken import number, per_cent

MOST_CLASSES_SHOWN = 5

Grip = Literal["threshold", "low", "high"]


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer read by a rule: a bar for each attribute, its threshold, and the unsure band around it."""

    attributes: AttributeSet
    rule: Rule = field(default_factory=lambda: Rule({}))
    probabilities: Mapping[str, float] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Attribute, ...]:
        """What has a bar, from the top."""
        return self.attributes.attributes

    @property
    def grips(self) -> tuple[Grip, ...]:
        """The marks on a bar that can be moved."""
        return "threshold", "low", "high"

    @property
    def chief(self) -> str:
        """The attribute that is marked before the others, if one is."""
        return ""

    @property
    def footer(self) -> str:
        """What stands beneath the bars, if anything."""
        return ""

    def share(self, name: str) -> float | None:
        """The attribute's probability; None where there is none."""
        probability = self.probabilities.get(name)
        return probability if probability is not None and 0.0 <= probability <= 1.0 else None

    def mark(self, name: str, grip: Grip) -> float:
        """Where a mark stands, 0 to 1."""
        low, high = self.rule.unsure(name)
        return {"threshold": self.rule.thresholds.get(name, 0.5), "low": low, "high": high}[grip]

    def is_unsure(self, name: str) -> bool:
        """Whether what is said of it is said quietly."""
        return self.rule.decide(name, self.share(name)) is None

    def is_fault(self, name: str) -> bool:
        """Whether it surely is not what is expected."""
        decided, expected = self.rule.decide(name, self.share(name)), self.attributes[name].expected
        return decided is not None and expected is not None and decided != expected

    def spoken(self, name: str) -> str:
        """What stands beside the attribute's name."""
        share = self.share(name)
        threshold = per_cent(self.mark(name, "threshold"), 0)
        if share is None:
            text = QCoreApplication.translate("AttributeBars", "no value · threshold {threshold}")
            return text.format(threshold=threshold)
        decided = self.rule.decide(name, share)
        if decided is None:
            word = QCoreApplication.translate("AttributeBars", "unsure")
        elif decided:
            word = QCoreApplication.translate("AttributeBars", "yes")
        else:
            word = QCoreApplication.translate("AttributeBars", "no")
        text = QCoreApplication.translate("AttributeBars", "{word} {share} · threshold {threshold}")
        return text.format(word=word, share=per_cent(share, 0), threshold=threshold)


@dataclass(frozen=True)
class ClassReading(Reading):
    """Of classes: one mark, from which a class is surely recognised; of many classes only the likeliest have bars.

    Without slots: what goes through all classes, of which there may be a thousand, is found once an answer.
    """

    @cached_property
    def rows(self) -> tuple[Attribute, ...]:
        """All in their order where they are few; else the likeliest, the first of them on top."""
        if len(self.attributes) <= MOST_CLASSES_SHOWN:
            return self.attributes.attributes
        ordered = sorted(self.attributes, key=lambda one: -(self.share(one.name) or 0.0))
        return tuple(ordered[:MOST_CLASSES_SHOWN])

    @property
    def grips(self) -> tuple[Grip, ...]:
        """Only the one."""
        return ("threshold",)

    @cached_property
    def chief(self) -> str:
        """The likeliest class."""
        shares = {name: share for name in self.attributes.names if (share := self.share(name)) is not None}
        return max(shares, key=lambda name: shares[name]) if len(shares) == len(self.attributes) else ""

    @property
    def footer(self) -> str:
        """From when on a class is recognised, and how many classes have no bar."""
        limit = per_cent(self.mark(self.chief or self.attributes.names[0], "threshold"), 0)
        hidden = len(self.attributes) - len(self.rows)
        if not hidden:
            return QCoreApplication.translate("AttributeBars", "Recognised from {limit} on").format(limit=limit)
        text = QCoreApplication.translate("AttributeBars", "Recognised from {limit} on · further classes: {n}")
        return text.format(limit=limit, n=number(hidden))

    def is_unsure(self, name: str) -> bool:
        """All but the class that was recognised."""
        return name != self._recognised

    def is_fault(self, name: str) -> bool:
        """Whether it was recognised, and ought not to be there."""
        return name == self._recognised and self.attributes[name].expected is False

    def spoken(self, name: str) -> str:
        """How likely it is; of the likeliest, whether that is enough."""
        share = self.share(name)
        if share is None:
            return QCoreApplication.translate("AttributeBars", "no value")
        if name != self.chief:
            return per_cent(share, 1)
        if name == self._recognised:
            text = QCoreApplication.translate("AttributeBars", "recognised {share}")
        else:
            text = QCoreApplication.translate("AttributeBars", "unsure {share}")
        return text.format(share=per_cent(share, 1))

    @cached_property
    def _recognised(self) -> str:
        return recognised(self.probabilities, classes=self.attributes, rule=self.rule) or ""


def reading_of(attributes: AttributeSet, *, rule: Rule, probabilities: Mapping[str, float]) -> Reading:
    """The answer as this kind of project reads it."""
    return (ClassReading if attributes.is_classes else Reading)(attributes, rule, probabilities)
