"""The list of a project's clips, each with how many of its frames are labelled and a thin bar of it."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from station.ui.spoken import number
from station.ui.theme import GAP, GRID, theme

ROW = 12 * GRID
_FIGURES = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ClipFigures:
    """A clip with the number of its labelled frames and of all; `frames` None: not counted yet, 0: can't be opened."""

    clip: Path
    labelled: int = 0
    frames: int | None = None


class ClipList(QListWidget):
    """The clips; choosing one asks for it."""

    chosen = Signal(object)
    """(Path)"""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setItemDelegate(_ClipDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumWidth(40 * GRID)
        self.itemClicked.connect(self._choose)
        self.currentItemChanged.connect(self._moved)
        self._is_filling = False

    def show_clips(self, clips: list[ClipFigures]) -> None:
        """Show these clips; the current one stays current."""
        self._is_filling = True
        if [figures.clip for figures in clips] != self.clips():
            current = self.current()
            self.clear()
            for figures in clips:
                item = QListWidgetItem(figures.clip.stem, self)
                item.setToolTip(figures.clip.name)
            self.setCurrentRow(next((at for at, figures in enumerate(clips) if figures.clip == current), -1))
        for at, figures in enumerate(clips):
            if self.item(at).data(_FIGURES) != figures:
                self.item(at).setData(_FIGURES, figures)
        self._is_filling = False

    def clips(self) -> list[Path]:
        """The clips from top to bottom."""
        found = (self.item(at).data(_FIGURES) for at in range(self.count()))
        return [figures.clip for figures in found if figures is not None]

    def current(self) -> Path | None:
        """The clip that is marked."""
        figures: ClipFigures | None = self.currentIndex().data(_FIGURES)
        return figures.clip if figures is not None else None

    def mark(self, clip: Path | None) -> None:
        """Mark the clip that is open, without asking for it."""
        self._is_filling = True
        clips = self.clips()
        self.setCurrentRow(clips.index(clip) if clip in clips else -1)
        self._is_filling = False

    def neighbour(self, ahead: int) -> Path | None:
        """The clip so many rows further on; None beyond the ends."""
        at = self.currentRow() + ahead
        return self.clips()[at] if 0 <= at < self.count() else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Getting the focus marks a clip, which is not yet choosing it."""
        self._is_filling = True
        super().focusInEvent(event)
        self._is_filling = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the clip that is open in sight."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and language."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self.viewport().update()
        super().changeEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_FIGURES).clip)

    def _moved(self, now: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        del before
        if not self._is_filling and now is not None and self.hasFocus():
            self._choose(now)


class _ClipDelegate(QStyledItemDelegate):
    """Draws a clip: name, figures, bar."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the list, one height for all."""
        del option, index
        return QSize(40 * GRID, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        figures: ClipFigures | None = index.data(_FIGURES)
        if figures is None:
            return
        now = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect).adjusted(2, 1, -2, -1)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(now.selected if is_current else now.hover))
            painter.drawRoundedRect(place, GRID, GRID)
        inner = place.adjusted(GAP, GRID, -GAP, -2 * GRID)
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(option.font)
        text = self._text(figures)
        width = option.fontMetrics.horizontalAdvance(text)
        painter.setPen(QColor(now.warning_text if figures.frames == 0 else now.muted))
        painter.drawText(inner, flags | int(Qt.AlignmentFlag.AlignRight), text)
        font = QFont(option.font)
        font.setBold(is_current)
        painter.setFont(font)
        painter.setPen(QColor(now.text))
        room = int(inner.width()) - width - GAP
        name = option.fontMetrics.elidedText(figures.clip.stem, Qt.TextElideMode.ElideMiddle, room - 2 * GRID)
        painter.drawText(inner.adjusted(0, 0, -width - GAP, 0), flags | int(Qt.AlignmentFlag.AlignLeft), name)
        self._paint_bar(painter, QRectF(inner.left(), place.bottom() - 6, inner.width(), 3), figures)
        painter.restore()

    def _text(self, figures: ClipFigures) -> str:
        if figures.frames == 0:
            return self.tr("can't be opened")
        return f"{number(figures.labelled)} / {'…' if figures.frames is None else number(figures.frames)}"

    def _paint_bar(self, painter: QPainter, place: QRectF, figures: ClipFigures) -> None:
        now = theme()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.border))
        painter.drawRoundedRect(place, 1.5, 1.5)
        if figures.frames and figures.labelled:
            share = min(1.0, figures.labelled / figures.frames)
            painter.setBrush(QColor(now.ok_text if share >= 1 else now.accent))
            place.setWidth(max(3.0, place.width() * share))
            painter.drawRoundedRect(place, 1.5, 1.5)
