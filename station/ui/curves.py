"""The curves of one or two runs: loss, accuracy of each attribute, learning rate; the best epoch is marked."""

from collections.abc import Sequence
from html import escape
from math import ceil, floor, isfinite, log10, nan
from statistics import fmean

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QLocale, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from station.model.history import best_of
from station.ui.spoken import number
from station.ui.theme import GAP, GRID, line_colour, theme
from station.ui.training_curves import RunCurves

AXIS_WIDTH = 52
SYMBOLS = {"o": "●", "s": "■", "t1": "▲", "d": "◆", "p": "⬟", "h": "⬢", "star": "★", "x": "✕"}
"""Lines are told apart by their marks as well as by colour: pyqtgraph's name and how a legend writes it."""


class Curves(QWidget):
    """Three plots side by side. The first run is drawn in full lines, a second one over it in dashed ones."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._shown: tuple[RunCurves, ...] = ()
        self._runs = QLabel(self)
        self._loss, self._accuracy, self._rate = _Plot(self), _Plot(self, per_cent=True), _Plot(self)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for plot, stretch in ((self._loss, 5), (self._accuracy, 5), (self._rate, 3)):
            row.addWidget(plot, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._runs)
        column.addLayout(row, 1)
        column.addStretch(0)
        self._later = QTimer(self, singleShot=True, interval=0)  # never while Qt is dressing the window
        self._later.timeout.connect(self._dress)
        self.retranslate()

    @property
    def shown(self) -> tuple[RunCurves, ...]:
        """The runs on screen."""
        return self._shown

    def show_runs(self, runs: Sequence[RunCurves]) -> None:
        """Draw one run, or two laid over one another."""
        self._shown = tuple(runs[:2])
        self._draw()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self._loss.title.setText(self.tr("Loss"))
        self._say_accuracy()
        self._rate.title.setText(self.tr("Learning rate"))
        for plot in (self._loss, self._accuracy, self._rate):
            plot.view.setAccessibleName(plot.title.text())
            plot.write_anew()
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._later.start()
        super().changeEvent(event)

    def _dress(self) -> None:
        for plot in (self._loss, self._accuracy, self._rate):
            plot.dress()
        self._draw()

    def _draw(self) -> None:
        for plot in (self._loss, self._accuracy, self._rate):
            plot.begin()
        for order, run in enumerate(self._shown):
            self._draw_run(run, dashed=order > 0)
        last = max((max(len(run.history), run.epochs, _end(run.trace)) for run in self._shown), default=1.0)
        for plot in (self._loss, self._accuracy, self._rate):
            plot.end(last)
            plot.setVisible(bool(self._shown))  # axes without a curve would tell nothing
        self._say()

    def _draw_run(self, run: RunCurves, *, dashed: bool) -> None:
        now = theme()
        epochs = [epoch.epoch for epoch in run.history]
        self._loss.line([x for x, _ in run.trace], [y for _, y in run.trace], now.border, width=1.5)
        self._loss.line(epochs, [e.loss for e in run.history], now.muted, symbol="o", dashed=dashed)
        self._loss.line(epochs, [e.valid_loss for e in run.history], now.accent, symbol="s", dashed=dashed)
        if run.kind == "classes":
            mean = [fmean(e.valid_accuracies) if e.valid_accuracies else nan for e in run.history]
            self._accuracy.line(epochs, mean, now.text, width=3, dashed=dashed)
        for attribute, symbol in zip(run.lines(), _symbols(), strict=False):
            index = run.attributes.index(attribute)
            values = [e.valid_accuracies[index] for e in run.history if index < len(e.valid_accuracies)]
            self._accuracy.line(
                epochs[: len(values)], values, line_colour(attribute.colour), symbol=symbol, dashed=dashed
            )
        self._rate.line(epochs, [e.learning_rate for e in run.history], now.text, symbol="o", dashed=dashed)
        if best := best_of(run.history):
            text = self.tr("best: {epoch}").format(epoch=best.epoch) if not dashed else ""
            self._loss.mark(best.epoch, text, dashed=dashed)
            self._accuracy.mark(best.epoch, "", dashed=dashed)

    def _say(self) -> None:
        now = theme()
        marks = ("━━", "╌╌")
        names = "&nbsp;&nbsp;&nbsp;&nbsp;".join(
            f"{mark} <b>{escape(run.name)}</b>" for mark, run in zip(marks, self._shown, strict=False)
        )
        self._runs.setText(names or self.tr("The curves of a training, or of the runs chosen below, are drawn here."))
        loss = (("●", now.muted, self.tr("train")), ("■", now.accent, self.tr("valid")))
        self._loss.legend.setText(_legend(loss))
        self._say_accuracy()
        latest = self._shown[0].history[-1:] if self._shown else ()
        self._rate.legend.setText("".join(number(e.learning_rate, 7).rstrip("0") for e in latest))

    def _say_accuracy(self) -> None:
        """The title and the legend of the middle plot: recall by class, or accuracy by attribute."""
        first = self._shown[0] if self._shown else None
        lines = first.lines() if first is not None else ()
        parts = [(SYMBOLS[s], line_colour(a.colour), a.name) for a, s in zip(lines, _symbols(), strict=False)]
        title = self.tr("Accuracy on valid, per cent")
        if first is not None and first.kind == "classes":
            title = self.tr("Recall on valid, per cent")
            mean = self.tr("mean")
            if len(lines) < len(first.attributes):
                mean = self.tr("mean of {n} classes, and the worst:").format(n=len(first.attributes))
            parts.insert(0, ("━", theme().text, mean))
        self._accuracy.title.setText(title)
        self._accuracy.legend.setText(_legend(parts))
        self._accuracy.legend.setToolTip(_legend(parts, between="<br>"))


class _Axis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph carries no types
    """Numbers with the language's decimal sign."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """As pyqtgraph writes them, but never as 5e-05 beside 0.0001."""
        point = QLocale().decimalPoint()
        texts = zip(values, super().tickStrings(values, scale, spacing), strict=True)
        return [(_plain(value * scale) if "e" in str(text) else str(text)).replace(".", point) for value, text in texts]


def _plain(value: float) -> str:
    return f"{value:.9f}".rstrip("0").rstrip(".")


class _Plot(QWidget):
    """One plot with its title and legend above; its range changes only with what is drawn, never by itself."""

    def __init__(self, parent: QWidget, *, per_cent: bool = False) -> None:
        super().__init__(parent)
        self._range_of = _range_per_cent if per_cent else _range
        self.title, self.legend = QLabel(self), QLabel(self)
        self.title.setProperty("role", "heading")
        self.legend.setProperty("role", "muted")
        self.legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.view = pg.PlotWidget(self, axisItems={"left": _Axis("left")}, enableMenu=False)  # menus take long to make
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMinimumHeight(68)
        item = self.view.getPlotItem()
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.disableAutoRange()
        item.getAxis("left").setWidth(AXIS_WIDTH)
        item.getAxis("left").enableAutoSIPrefix(False)
        item.getAxis("bottom").enableAutoSIPrefix(False)
        self._item = item
        self._values: list[float] = []
        self._lines: list[pg.PlotDataItem] = []
        self._marks: list[pg.InfiniteLine] = []
        self._used = [0, 0]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.title)
        column.addWidget(self.legend)
        column.addWidget(self.view, 1)
        self.dress()

    def dress(self) -> None:
        """Take the colours of the theme."""
        now = theme()
        self.view.setBackground(now.surface)
        for name in ("left", "bottom"):
            axis = self._item.getAxis(name)
            axis.setPen(now.border)
            axis.setTextPen(now.muted)
        self._item.showGrid(x=False, y=True, alpha=0.12)

    def write_anew(self) -> None:
        """Write the numbers again, which pyqtgraph keeps as they are while the range does not change."""
        axis = self._item.getAxis("left")
        axis.picture = None
        axis.update()

    def begin(self) -> None:
        """Start drawing anew."""
        self._values, self._used = [], [0, 0]

    def line(
        self,
        x: Sequence[float],
        y: Sequence[float],
        colour: str,
        *,
        symbol: str = "",
        dashed: bool = False,
        width: float = 2,
    ) -> None:
        """Draw a line; the items of the last drawing are used again."""
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        pen = pg.mkPen(QColor(colour), width=width, style=style)
        fill = QColor(theme().surface if dashed else colour)
        marks = {"symbol": symbol or None, "symbolSize": 7, "symbolPen": pg.mkPen(colour), "symbolBrush": fill}
        if self._used[0] == len(self._lines):
            self._lines.append(self._item.plot(antialias=True))
        drawn = self._lines[self._used[0]]
        drawn.setData(list(x), list(y), pen=pen, **marks)
        self._used[0] += 1
        self._values += y

    def mark(self, epoch: float, text: str, *, dashed: bool) -> None:
        """Mark the best epoch by a line through the plot."""
        if self._used[1] == len(self._marks):
            made = pg.InfiniteLine(angle=90, label="", labelOpts={"position": 0.08})
            self._item.addItem(made)
            self._marks.append(made)
        drawn = self._marks[self._used[1]]
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        drawn.setPen(pg.mkPen(theme().muted, width=1, style=style))
        drawn.setPos(epoch)
        drawn.label.setColor(QColor(theme().text))
        drawn.label.setFormat(text)
        drawn.show()
        self._used[1] += 1

    def end(self, last: float) -> None:
        """Take away what was not drawn this time and set the range."""
        for line in self._lines[self._used[0] :]:
            line.setData([], [])
        for mark in self._marks[self._used[1] :]:
            mark.hide()
        low, high = self._range_of([value for value in self._values if isfinite(value)])
        for mark in self._marks[: self._used[1]]:
            beside = (1, 0.5) if mark.value() > last / 2 else (0, 0.5)
            mark.label.anchors = [beside, beside]
            mark.label.setAnchor(beside)
        self._item.setXRange(0, max(1.0, last) * 1.04, padding=0)
        self._item.setYRange(low - 0.04 * (high - low), high, padding=0)  # whole marks at zero too
        step = max(1, ceil(last / 8))
        self._item.getAxis("bottom").setTicks([[(n, str(n)) for n in range(0, int(last) + 1, step)]])


def _range(values: Sequence[float]) -> tuple[float, float]:
    """From zero to a round number above the values, which stays the same while they change a little."""
    if not values:
        return 0.0, 1.0
    top = max(max(values), 1e-9) * 1.08
    unit = 10.0 ** floor(log10(top)) / 4
    return 0.0, unit * ceil(top / unit)


def _range_per_cent(values: Sequence[float]) -> tuple[float, float]:
    """From a round number below the values, all of them per cent, to a hundred."""
    return max(0.0, 10.0 * floor((min(values, default=2.0) - 2) / 10)), 101.0


def _legend(parts: Sequence[tuple[str, str, str]], *, between: str = "&nbsp;&nbsp; ") -> str:
    return between.join(f'<span style="color:{colour}">{sign}</span> {escape(name)}' for sign, colour, name in parts)


def _symbols() -> list[str]:
    return list(SYMBOLS) * 8


def _end(trace: Sequence[tuple[float, float]]) -> float:
    return trace[-1][0] if trace else 0.0
