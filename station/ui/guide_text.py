"""The guide's text: read with its pictures, and dressed for the screen."""

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QImageReader,
    QPainter,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from station.core import storage
from station.ui.theme import GAP, GRID, MARGIN, theme

PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")
SIZES = {1: 26, 2: 20, 3: 16}
"""Of headings, in px."""
ABOVE = {1: 0, 2: 8 * GRID, 3: 5 * GRID}
LINE_PER_CENT = 125.0
WORDS_PX = 14
PICTURE_MARK = "\N{OBJECT REPLACEMENT CHARACTER}"
BOXED = (QTextFormat.Property.BlockQuoteLevel, QTextFormat.Property.BlockCodeFence)
"""What marks a block as quoted, or as lines to type."""
KEYS = ("Consolas", "DejaVu Sans Mono", "Menlo", "monospace")


@dataclass(frozen=True, slots=True)
class Page:
    """A guide's file, its text, its pictures by name, and the width in px that they have."""

    file: Path
    text: str
    pictures: dict[str, QImage]
    width: int


def read(file: Path, *, width: int, ratio: float, frame: str) -> Page:
    """Read a guide, its pictures at most this many px wide and framed with this colour; in any thread."""
    text = storage.read_bytes(file).decode("utf-8")
    names = dict.fromkeys(PICTURE.findall(text))
    return Page(file, text, {name: _picture(file.parent / name, width, ratio, frame) for name in names}, width)


def dressed(document: QTextDocument, page: Page, *, side: int) -> None:
    """Fill a document with a page, `side` px from either edge, in the theme of now."""
    font = QFont(document.defaultFont())
    font.setPixelSize(WORDS_PX)
    document.setDefaultFont(font)
    document.setMarkdown(page.text)
    for name, picture in page.pictures.items():
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), picture)
    root = document.rootFrame()
    around = QTextFrameFormat(root.frameFormat())
    around.setMargin(0)
    around.setLeftMargin(side)
    around.setRightMargin(side)
    around.setTopMargin(MARGIN)
    around.setBottomMargin(MARGIN)
    root.setFrameFormat(around)
    _dress_tables(root)
    block = document.begin()
    while block.isValid():
        _dress_block(block)
        block = block.next()
    for property_, ground in zip(BOXED, (theme().selected, theme().hover), strict=True):
        for first, last in reversed(_runs(document, property_)):
            _frame(document, first, last, ground)
    _close_gaps(document)


def headings(document: QTextDocument) -> list[tuple[int, str]]:
    """Level and text of every heading below the title."""
    found = []
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level > 1:
            found.append((level, block.text()))
        block = block.next()
    return found


def anchor_of(heading: str) -> str:
    """What a link to a heading says after its #, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _picture(file: Path, width: int, ratio: float, frame: str) -> QImage:
    """Scaled down where it is wider; an empty one where it can't be read."""
    reader = QImageReader(str(file))
    picture = reader.read()
    if picture.isNull():
        return picture
    wide = min(round(width * ratio), picture.width())
    size = QSize(wide, max(1, round(picture.height() * wide / picture.width())))
    smooth = Qt.TransformationMode.SmoothTransformation
    picture = picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    with QPainter(picture) as painter:
        painter.setPen(QPen(QColor(frame), 1))
        painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
    picture.setDevicePixelRatio(ratio)
    return picture


def _dress_tables(root: QTextFrame) -> None:
    for child in root.childFrames():
        if isinstance(child, QTextTable):
            table = child.format()
            table.setBorderCollapse(True)
            table.setBorder(1)
            table.setBorderBrush(QBrush(QColor(theme().border)))
            table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            table.setCellPadding(GAP - 2)
            table.setCellSpacing(0)
            table.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            table.setTopMargin(GAP)
            table.setBottomMargin(MARGIN)
            child.setFormat(table)


def _frame(document: QTextDocument, first: int, last: int, ground: str) -> None:
    """Lay a coloured box under these blocks."""
    box = QTextFrameFormat()
    box.setBackground(QBrush(QColor(ground)))
    box.setPadding(GAP)
    box.setTopMargin(GAP)
    box.setBottomMargin(MARGIN)
    cursor = QTextCursor(document.findBlockByNumber(first))
    end = document.findBlockByNumber(last)
    cursor.setPosition(end.position() + end.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertFrame(box)


def _close_gaps(document: QTextDocument) -> None:
    """A box leaves an empty line before and behind it."""
    flat = QTextBlockFormat()
    flat.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    flat.setTopMargin(0)
    flat.setBottomMargin(0)
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        if not block.text() and cursor.currentFrame() == document.rootFrame():
            cursor.mergeBlockFormat(flat)
        block = block.next()


def _runs(document: QTextDocument, wanted: QTextFormat.Property) -> list[tuple[int, int]]:
    """First and last number of blocks in a row that have this property."""
    runs: list[tuple[int, int]] = []
    block = document.begin()
    while block.isValid():
        if block.blockFormat().hasProperty(wanted.value):
            number = block.blockNumber()
            is_next = bool(runs) and runs[-1][1] == number - 1
            first = runs.pop()[0] if is_next else number
            runs.append((first, number))
        block = block.next()
    return runs


def _dress_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    before = block.blockFormat()
    wish = QTextBlockFormat()
    level = before.headingLevel()
    wish.setTopMargin(ABOVE.get(level, MARGIN) if level else 0)
    wish.setBottomMargin(_below(block, cursor))
    wish.setLineHeight(LINE_PER_CENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if PICTURE_MARK in block.text():  # its line would grow with it
        wish.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
    if before.hasProperty(QTextFormat.Property.BlockQuoteLevel.value):
        wish.setLeftMargin(0)
        wish.setRightMargin(0)
    cursor.mergeBlockFormat(wish)
    _dress_words(block, level)


def _below(block: QTextBlock, cursor: QTextCursor) -> int:
    """The distance to what follows."""
    form = block.blockFormat()
    is_boxed = any(form.hasProperty(of.value) for of in BOXED)
    if is_boxed or cursor.currentTable() is not None:
        return 0
    if form.headingLevel():
        return GAP
    return GRID if block.textList() is not None and block.next().textList() is not None else GAP + GRID


def _dress_words(block: QTextBlock, level: int) -> None:
    for start, length, form in _fragments(block):
        if level:
            form.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
            form.setProperty(QTextFormat.Property.FontPixelSize.value, SIZES.get(level, WORDS_PX))
            form.setFontWeight(QFont.Weight.DemiBold)
        if form.fontFixedPitch():
            form.setFontFamilies(list(KEYS))
            if not block.blockFormat().hasProperty(BOXED[1].value):
                form.setBackground(QBrush(QColor(theme().hover)))
        cursor = QTextCursor(block)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)


def _fragments(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Begin, length and format of what a block is made of."""
    made = []
    each = block.begin()
    while not each.atEnd():
        piece = each.fragment()
        made.append((piece.position(), piece.length(), piece.charFormat()))
        each += 1
    return made
