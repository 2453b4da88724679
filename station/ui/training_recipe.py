"""Network and recipe of the next training: each field begins with the recipe's own value and says where it differs."""

import re
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QLineEdit, QPushButton, QSpinBox, QWidget

from station.core.attributes import Kind
from station.core.seed import LARGEST_SEED
from station.model.recipes import NO_BASE, OWN_BASE, RECIPES, SIDE_STEP, VARIATIONS, Recipe, from_base, recipe_for
from station.ui.roles import label
from station.ui.theme import inset
from station.ui.training_project import TrainingCard
from station.ui.wheel_guard import leave_wheel
from station.ui.words import QT_TRANSLATE_NOOP

NETWORKS = {
    "fast": QT_TRANSLATE_NOOP("RecipeCard", "fast: needs no GPU"),
    "wide": QT_TRANSLATE_NOOP("RecipeCard", "wide: twice as large"),
    "reference": QT_TRANSLATE_NOOP("RecipeCard", "reference: as the lab's"),
    "fruit": QT_TRANSLATE_NOOP("RecipeCard", "fruit: as the fruit lab's"),
}
VARIED = {
    "none": (QT_TRANSLATE_NOOP("RecipeCard", "not at all"), QT_TRANSLATE_NOOP("RecipeCard", "Pictures as they are")),
    "lab": (
        QT_TRANSLATE_NOOP("RecipeCard", "as the lab did"),
        QT_TRANSLATE_NOOP("RecipeCard", "Contrast, brightness, and a piece of the top appended at the bottom"),
    ),
    "seam": (
        QT_TRANSLATE_NOOP("RecipeCard", "as seams may look"),
        QT_TRANSLATE_NOOP(
            "RecipeCard", "Light, colour, noise, place and turn, as far as a seam under the camera may differ"
        ),
    ),
    "things": (
        QT_TRANSLATE_NOOP("RecipeCard", "as photos of things"),
        QT_TRANSLATE_NOOP("RecipeCard", "Light, colour, size, place and turn, as photographs of one thing may differ"),
    ),
    "scenes": (
        QT_TRANSLATE_NOOP("RecipeCard", "as things in scenes"),
        QT_TRANSLATE_NOOP(
            "RecipeCard", "Cut out and laid before other grounds, several at once, as things lie about in a shop"
        ),
    ),
}
"""How pictures are varied, in words and in more words."""
LAYERS = {
    False: (
        QT_TRANSLATE_NOOP("RecipeCard", "the last ones: quick"),
        QT_TRANSLATE_NOOP("RecipeCard", "What the network sees stays as it is; what it makes of it is learnt"),
    ),
    True: (
        QT_TRANSLATE_NOOP("RecipeCard", "all: slow"),
        QT_TRANSLATE_NOOP(
            "RecipeCard", "Several times as long; found more faults with a thousand labels of hundreds of strips"
        ),
    ),
}
"""Whether all layers are trained, in words and in more words."""
SIZES = ("128x96", "192x144", "256x192", "320x240", "100x100", "128x128")
LEAST_SIDE, LARGEST_SIDE = 32, 1024

assert set(NETWORKS) == set(RECIPES)
assert set(VARIED) == set(VARIATIONS)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose; None where it is the recipe's own."""

    network: str
    base: str
    recipe: Recipe
    changed: dict[str, Any]
    seed: int
    name: str

    @property
    def trains_last_layers(self) -> bool:
        """Whether only the last layers are trained, which is much faster."""
        return bool(self.recipe.trained_layers)


class RecipeCard(TrainingCard):
    """Fields of the recipe."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Begin with the fast network's own recipe."""
        super().__init__(parent)
        self._runs: tuple[tuple[str, str], ...] = ()
        self._has_own: frozenset[str] = frozenset()
        self._kind: Kind = "attributes"
        self._are_seams = True
        self.network, self.base, self.image_size = QComboBox(self), QComboBox(self), QComboBox(self)
        self.layers, self.variation = QComboBox(self), QComboBox(self)
        self.epochs, self.batch, self.seed = QSpinBox(self), QSpinBox(self), QSpinBox(self)
        self.rate = _Rate(self)
        self.name = QLineEdit(self)
        self.epochs.setRange(1, 10_000)
        self.batch.setRange(1, 1024)
        self.seed.setRange(0, LARGEST_SEED)
        for numbers in (self.epochs, self.batch, self.seed, self.rate):
            inset(numbers)
        self.image_size.setEditable(True)
        self.image_size.addItems(SIZES)
        for box, choices in ((self.network, NETWORKS), (self.variation, VARIED), (self.layers, LAYERS)):
            for choice in choices:
                box.addItem("", choice)
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._labels = {}
        for key, field in self._fields().items():
            field.setMinimumWidth(96)
            leave_wheel(field)
            self._labels[key] = label(self)
            self._labels[key].setBuddy(field)
            self.form.addRow(self._labels[key], field)
        for box in (self.network, self.base, self.layers, self.variation, self.image_size):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self._differs = label(self, role="muted", wraps=True)
        self.reset = QPushButton(self)
        self.column.addLayout(self.form)
        self.column.addWidget(self._differs)
        self.column.addWidget(self.reset)
        self.retranslate()
        self.take_recipe()
        self.network.currentIndexChanged.connect(self._network_changed)
        self.base.currentIndexChanged.connect(self.take_recipe)
        for signal in (
            self.epochs.valueChanged,
            self.batch.valueChanged,
            self.rate.valueChanged,
            self.seed.valueChanged,
        ):
            signal.connect(self._told)
        for box in (self.layers, self.variation):
            box.currentIndexChanged.connect(self._told)
        self.image_size.editTextChanged.connect(self._told)
        self.name.textChanged.connect(self._told)
        self.reset.clicked.connect(self.take_recipe)

    def offer(self, *, runs: tuple[tuple[str, str], ...], has_own: frozenset[str]) -> None:
        """Offer runs (name, network) and the station's own weights to begin from; the choice stays where it still exists."""
        if (runs, has_own) != (self._runs, self._has_own):
            self._runs, self._has_own = runs, has_own
            self._fill_bases()

    def choose_kind(self, kind: Kind, *, are_seams: bool) -> None:
        """Begin from the recipes for such projects; `are_seams`: the station's own weights know each attribute by name."""
        if (kind, are_seams) != (self._kind, self._are_seams):
            self._kind, self._are_seams = kind, are_seams
            self.take_recipe()

    def choose_network(self, network: str) -> None:
        """Choose a network by its name."""
        self.network.setCurrentIndex(max(0, self.network.findData(network)))

    @property
    def own_recipe(self) -> Recipe:
        """The recipe as it is where nothing is changed."""
        network, base = str(self.network.currentData()), self.base.currentData()
        is_taught = base not in (None, NO_BASE) and self._kind == "attributes"  # as model/fitting.py has it
        knows = self._are_seams or base != OWN_BASE
        return recipe_for(network, kind=self._kind, **(from_base(knows_names=knows) if is_taught else {}))

    def choice(self) -> Choice | str:
        """What is chosen, or a sentence that says which field does not fit."""
        own = self.own_recipe
        size = size_of_text(self.image_size.currentText())
        if size is None:
            return self.tr("Image size: expected width x height such as 256x192, each from {low} to {high}").format(
                low=LEAST_SIDE, high=LARGEST_SIDE
            )
        step = SIDE_STEP[own.network]
        if any(side % step for side in size):
            return self.tr("Image size: the {network} network needs sides that {step} divides, such as 256x192").format(
                network=own.network, step=step
            )
        if not re.fullmatch(r"|[\w][\w.-]{0,78}[\w-]|\w", self.name.text()):
            return self.tr("Name: letters, digits, _, - and dots are possible")
        asked = {
            "image_size": size,
            "epochs": self.epochs.value(),
            "batch_size": self.batch.value(),
            "learning_rate": self.rate.value(),
            "variation": self.variation.currentData(),
        }
        changed = {key: value for key, value in asked.items() if value != getattr(own, key)}
        recipe = replace(own, **asked)
        if own.trained_layers and self.layers.currentData():
            changed["all_layers"], recipe = True, replace(recipe, trained_layers="")
        base = str(self.base.currentData() or NO_BASE)
        return Choice(own.network, base, recipe, changed, self.seed.value(), self.name.text())

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.heading.setText(self.tr("Network and recipe"))
        texts = {
            "network": self.tr("Network"),
            "base": self.tr("Begin from"),
            "layers": self.tr("Train layers"),
            "epochs": self.tr("Epochs, at most"),
            "batch": self.tr("Batch size"),
            "rate": self.tr("Learning rate"),
            "size": self.tr("Image size"),
            "variation": self.tr("Vary pictures"),
            "seed": self.tr("Seed"),
            "name": self.tr("Name"),
        }
        for key, text in texts.items():
            self._labels[key].setText(text)
        for index, text in enumerate(NETWORKS.values()):
            self.network.setItemText(index, QCoreApplication.translate("RecipeCard", text))
        for box, wording in ((self.variation, VARIED), (self.layers, LAYERS)):
            for index, words in enumerate(wording.values()):
                text, tip = (QCoreApplication.translate("RecipeCard", word) for word in words)
                box.setItemText(index, text)
                box.setItemData(index, tip, Qt.ItemDataRole.ToolTipRole)
        self.name.setPlaceholderText(self.tr("network and time"))
        self.reset.setText(self.tr("Back to the recipe's own"))
        self._fill_bases()
        self._say()

    def take_recipe(self) -> None:
        """Set every field to the recipe's own value."""
        own = self.own_recipe
        for field, value in ((self.epochs, own.epochs), (self.batch, own.batch_size)):
            field.setValue(value)
        self.rate.setValue(own.learning_rate)
        self.image_size.setCurrentText(_size_text(own.image_size))
        self.variation.setCurrentIndex(self.variation.findData(own.variation))
        self.layers.setCurrentIndex(self.layers.findData(not own.trained_layers))
        self.layers.setEnabled(bool(own.trained_layers))  # from random weights all layers have to learn
        self._told()

    def _varied(self, variation: str) -> str:
        return self.variation.itemText(self.variation.findData(variation))

    def _fields(self) -> dict[str, QWidget]:
        return {
            "network": self.network,
            "base": self.base,
            "layers": self.layers,
            "epochs": self.epochs,
            "batch": self.batch,
            "rate": self.rate,
            "size": self.image_size,
            "variation": self.variation,
            "seed": self.seed,
            "name": self.name,
        }

    def _network_changed(self) -> None:
        self._fill_bases()
        self.take_recipe()

    def _fill_bases(self) -> None:
        network = self.network.currentData()
        chosen = self.base.currentData()
        self.base.blockSignals(True)
        self.base.clear()
        if network in self._has_own:
            self.base.addItem(self.tr("the station's own weights"), OWN_BASE)
        self.base.addItem(self.tr("random weights"), NO_BASE)
        for name, kind in self._runs:
            if kind == network:
                self.base.addItem(self.tr("the run {name}").format(name=name), name)
        before = self.base.findData(chosen)
        self.base.setCurrentIndex(before if before >= 0 and chosen != NO_BASE else 0)
        self.base.blockSignals(False)
        if self.base.currentData() != chosen:
            self.take_recipe()

    def _told(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        own, choice = self.own_recipe, self.choice()
        if isinstance(choice, str):
            self._differs.setText(choice)
        else:
            words = {
                "epochs": self.tr("epochs {value}").format(value=own.epochs),
                "batch_size": self.tr("batch size {value}").format(value=own.batch_size),
                "learning_rate": self.tr("learning rate {value}").format(value=_rate_text(own.learning_rate)),
                "image_size": self.tr("image size {value}").format(value=_size_text(own.image_size)),
                "variation": self.tr("pictures varied {value}").format(value=self._varied(own.variation)),
                "all_layers": self.tr("only the last layers"),
            }
            said = ", ".join(words[key] for key in choice.changed)
            self._differs.setText(self.tr("The recipe's own: {values}").format(values=said) if said else "")
        differs = bool(self._differs.text())
        self._differs.setVisible(differs)
        self.reset.setVisible(differs)


class _Rate(QDoubleSpinBox):
    """A learning rate: written short (0.0005, 1e-05), halved and doubled by its arrows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDecimals(9)
        self.setRange(1e-8, 1.0)

    def textFromValue(self, value: float) -> str:
        """As `0.0005` or `1e-05`."""
        return _rate_text(value)

    def valueFromText(self, text: str) -> float:
        """From either way of writing; a decimal comma is one too."""
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Whatever is a number, or may become one."""
        written = text.replace(",", ".")
        if re.fullmatch(r"\d*\.?\d*(e-?\d+)?", written) and written not in ("", "."):
            return QValidator.State.Acceptable, text, position
        sound = re.fullmatch(r"\d*\.?\d*(e-?\d*)?", written)
        return (QValidator.State.Intermediate if sound else QValidator.State.Invalid), text, position

    def stepBy(self, steps: int) -> None:
        """Double or halve."""
        self.setValue(self.value() * 2.0**steps)


def _rate_text(value: float) -> str:
    return f"{value:g}".replace(".", QLocale().decimalPoint())


def size_of_text(text: str) -> tuple[int, int] | None:
    """`256x192` as (256, 192); None where it is none or out of bounds."""
    match = re.fullmatch(r"\s*(\d{2,4})\s*[x×]\s*(\d{2,4})\s*", text)
    if match is None or not all(LEAST_SIDE <= int(side) <= LARGEST_SIDE for side in match.groups()):
        return None
    return int(match[1]), int(match[2])


def _size_text(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"
