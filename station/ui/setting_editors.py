"""The control of one setting, made from its kind and its bounds in the settings tree."""

from typing import Any

import msgspec
from msgspec import inspect
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QWidget

from station.ui.settings_table import Line
from station.ui.theme import inset

WIDTH = 220
"""Of every control, in px."""


def kinds_of(section: type[msgspec.Struct]) -> dict[str, inspect.Type]:
    """The kind of each setting of a section, with its bounds."""
    made = inspect.type_info(section)
    assert isinstance(made, inspect.StructType)
    return {field.name: field.type for field in made.fields}


class Editor(QObject):
    """A control that shows a value and tells when a person chose another."""

    edited = Signal(object)
    """The new value, of the setting's kind."""

    def __init__(self, control: QWidget) -> None:
        """Live as long as the control."""
        super().__init__(control)
        self.control = control
        control.setFixedWidth(WIDTH)
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.installEventFilter(self)

    def show(self, value: Any) -> None:  # noqa: ANN401  (of the setting's kind)
        """Show a value, without telling."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say everything in the language of now."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the page; it turns a value only where somebody went to it first."""
        del watched
        if event.type() == QEvent.Type.Wheel and not self.control.hasFocus():
            event.ignore()
            return True
        return False


class ChoiceEditor(Editor):
    """One of a few values."""

    def __init__(self, line: Line, parent: QWidget) -> None:
        """Offer the values in the order of their words."""
        self._box = QComboBox(parent)
        super().__init__(self._box)
        self._line = line
        for value in line.words:
            self._box.addItem("", value)
        self.retranslate()
        self._box.activated.connect(self._chosen)

    def show(self, value: Any) -> None:  # noqa: ANN401
        """Show a value, without telling."""
        self._box.setCurrentIndex(self._box.findData(value))

    def retranslate(self) -> None:
        """Say the values in the language of now."""
        for index in range(self._box.count()):
            value = self._box.itemData(index)
            self._box.setItemText(index, QCoreApplication.translate("Settings", self._line.words[value]))

    def _chosen(self, index: int) -> None:
        self.edited.emit(self._box.itemData(index))


class SwitchEditor(Editor):
    """Yes or no."""

    def __init__(self, parent: QWidget) -> None:
        """A check box; its words stand beside it."""
        self._box = QCheckBox(parent)
        super().__init__(self._box)
        self._box.clicked.connect(self._clicked)
        self.retranslate()

    def show(self, value: Any) -> None:  # noqa: ANN401
        """Show a value, without telling."""
        self._box.setChecked(value)

    def retranslate(self) -> None:
        """Say it in the language of now."""
        self._box.setText(QCoreApplication.translate("Settings", "On"))

    def _clicked(self, checked: bool) -> None:
        self.edited.emit(checked)


class NumberEditor(Editor):
    """A number within bounds; a share is shown in per cent."""

    def __init__(self, line: Line, kind: inspect.IntType | inspect.FloatType, parent: QWidget) -> None:
        """Take the bounds from the kind."""
        self._box = QDoubleSpinBox(parent)
        super().__init__(self._box)
        self._line = line
        self._scale = 100 if line.per_cent else 1
        self._whole = isinstance(kind, inspect.IntType)
        step = line.step * self._scale
        lowest = kind.ge if kind.ge is not None else (kind.gt or 0) + line.step
        assert kind.le is not None, f"{line.section}.{line.name} has no upper bound"
        self._box.setDecimals(0 if step >= 1 else len(f"{step:g}") - 2)
        self._box.setSingleStep(step)
        self._box.setRange(lowest * self._scale, kind.le * self._scale)
        self._box.setKeyboardTracking(False)
        inset(self._box)
        self.retranslate()
        self._box.valueChanged.connect(self._changed)

    def show(self, value: Any) -> None:  # noqa: ANN401
        """Show a value, without telling."""
        self._box.blockSignals(True)
        self._box.setValue(value * self._scale)
        self._box.blockSignals(False)

    def retranslate(self) -> None:
        """Say the unit in the language of now."""
        unit = "%" if self._line.per_cent else QCoreApplication.translate("Settings", self._line.unit)
        self._box.setSuffix(f" {unit}" if unit else "")
        if self._line.zero and self._box.minimum() == 0:
            self._box.setSpecialValueText(QCoreApplication.translate("Settings", self._line.zero))

    def _changed(self, shown: float) -> None:
        value = round(shown / self._scale, 6)
        self.edited.emit(round(value) if self._whole else value)


class TextEditor(Editor):
    """A few words."""

    def __init__(self, kind: inspect.StrType, parent: QWidget) -> None:
        """Not longer than the kind allows."""
        self._box = QLineEdit(parent)
        super().__init__(self._box)
        if kind.max_length is not None:
            self._box.setMaxLength(kind.max_length)
        self._box.editingFinished.connect(self._finished)
        self._shown = ""

    def show(self, value: Any) -> None:  # noqa: ANN401
        """Show a value, without telling."""
        self._shown = value
        self._box.setText(value)

    def _finished(self) -> None:
        if self._box.text() != self._shown:
            self.edited.emit(self._box.text())


def editor_of(line: Line, kind: inspect.Type, parent: QWidget) -> Editor:
    """The control for a kind of setting; TypeError for a kind that has none yet."""
    match kind:
        case inspect.LiteralType():
            return ChoiceEditor(line, parent)
        case inspect.BoolType():
            return SwitchEditor(parent)
        case inspect.IntType() | inspect.FloatType():
            return NumberEditor(line, kind, parent)
        case inspect.StrType():
            return TextEditor(kind, parent)
    raise TypeError(f"{line.section}.{line.name}: no control for {kind}")
