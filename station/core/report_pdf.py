"""A report as PDF, A4, by reportlab: the packaged commands have no Qt, and Qt's own pages cut rows and pictures in two."""

import io
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import reportlab
from reportlab import rl_config
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import getFont, registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    Image,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus import Paragraph as Text

from station.core.report_blocks import (
    COLOURS,
    TONES,
    Band,
    Block,
    Card,
    Cards,
    Document,
    Facts,
    Figures,
    Grid,
    Heading,
    Paragraph,
    Signature,
    Title,
)

MARGIN, FOOT = 15 * mm, 18 * mm
WIDTH = A4[0] - 2 * MARGIN
_LINE, _FAINT, _MUTED = HexColor("#57606a"), HexColor("#d0d7de"), HexColor(TONES["muted"])
_FONT, _BOLD = "Vera", "VeraBd"


def as_pdf(document: Document) -> bytes:
    """The report's bytes; the same report gives the same ones."""
    _load_fonts()
    rl_config.useA85 = 0  # pictures as they are: as text they are a quarter larger
    data = io.BytesIO()
    made = BaseDocTemplate(
        data,
        pagesize=A4,
        title=document.title,
        author="Seam Station",
        lang=document.language,
        invariant=1,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=FOOT,
    )
    frame = Frame(
        MARGIN, FOOT, WIDTH, A4[1] - MARGIN - FOOT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    made.addPageTemplates(PageTemplate(frames=[frame]))
    made.build(_flowing(document.blocks), canvasmaker=_numbered(document))
    return data.getvalue()


def _load_fonts() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in (_FONT, _BOLD):
        registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    registerFontFamily(_FONT, normal=_FONT, bold=_BOLD, italic=_FONT, boldItalic=_BOLD)


def _numbered(document: Document) -> Callable[..., Canvas]:
    class Numbered(Canvas):  # type: ignore[misc]
        """Keeps pages until it is known how many there are."""

        def __init__(self, *given: Any, **further: Any) -> None:  # noqa: ANN401  (reportlab's own)
            super().__init__(*given, **further)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for page, state in enumerate(self._pages, start=1):
                self.__dict__.update(state)
                self.setFont(_FONT, 7.5)
                self.setFillColor(_MUTED)
                self.drawString(MARGIN, 10 * mm, _known(document.foot))
                told = document.page.format(page=page, pages=len(self._pages))
                self.drawRightString(A4[0] - MARGIN, 10 * mm, _known(told))
                super().showPage()
            super().save()

    return Numbered


def _flowing(blocks: Sequence[Block]) -> list[Flowable]:
    """The blocks as what reportlab lays on pages; a heading stays with what follows it."""
    made: list[Flowable] = []
    sessions = 0
    for block in blocks:
        if isinstance(block, Heading):
            sessions += block.level == 1
            is_new_page = block.level == 1 and sessions > 1
            made.append(PageBreak() if is_new_page else CondPageBreak(35 * mm))
        made += _flowable(block)
    return made


def _flowable(block: Block) -> list[Flowable]:
    made: list[Flowable] = _MADE[type(block)](block)
    return made


def _title(block: Title) -> list[Flowable]:
    return [_text(block.text, size=19, bold=True), _text(block.beneath, tone="muted"), Spacer(1, 4 * mm)]


def _heading(block: Heading) -> list[Flowable]:
    return [_text(block.text, size=13.5 if block.level == 1 else 11, bold=True, before=9)]


def _paragraph(block: Paragraph) -> list[Flowable]:
    return [_text(block.text, tone=block.tone)]


def _text(
    text: str, *, size: float = 8.5, bold: bool = False, tone: str = "plain", before: float = 0, right: bool = False
) -> Text:
    style = ParagraphStyle(
        "",
        fontName=_BOLD if bold else _FONT,
        fontSize=size,
        leading=size * 1.35,
        textColor=HexColor(TONES.get(tone, TONES["plain"])),  # type: ignore[call-overload]
        spaceBefore=before,
        spaceAfter=3,
        alignment=2 if right else 0,
        splitLongWords=1,
    )
    return Text(escape(_known(text)), style)


def _known(text: str) -> str:
    """The text with a box for each letter that the font does not have."""
    letters = getFont(_FONT).face.charToGlyph
    return "".join(letter if ord(letter) in letters or letter in "\n " else "□" for letter in text).replace("□", "?")


def _figures(block: Figures) -> list[Flowable]:
    cells = [
        [_text(one.value, size=15, bold=True, tone=one.tone), _text(one.what, tone="muted")] for one in block.figures
    ]
    made = Table([cells], colWidths=[WIDTH / len(cells)] * len(cells))
    everywhere = (0, 0), (-1, -1)
    lines = [(kind, *everywhere, 0.6, _FAINT) for kind in ("BOX", "INNERGRID")]
    made.setStyle(TableStyle([*lines, ("VALIGN", *everywhere, "TOP")]))
    return [made, Spacer(1, 3 * mm)]


def _facts(block: Facts) -> list[Flowable]:
    rows = []
    for name, value in block.lines:
        size = 7.2 if name in block.fixed else 8.5
        rows.append([_text(name, tone="muted"), _text(value, size=size)])
    made = Table(rows, colWidths=[42 * mm, WIDTH - 42 * mm])
    made.setStyle(TableStyle([*_tight(), ("LEFTPADDING", (0, 0), (0, -1), 0)]))
    return [made, Spacer(1, 2 * mm)]


def _tight() -> list[tuple[Any, ...]]:
    everywhere = (0, 0), (-1, -1)
    return [("VALIGN", *everywhere, "TOP"), ("TOPPADDING", *everywhere, 1), ("BOTTOMPADDING", *everywhere, 1)]


def _grid(block: Grid) -> list[Flowable]:
    def row(texts: Sequence[str], tone: str) -> list[Flowable]:
        return [_text(text, tone=tone, right=at in block.numbers) for at, text in enumerate(texts)]

    rows = [row(block.head, "muted")]
    rows += [row(texts, block.marks[at] if block.marks else "plain") for at, texts in enumerate(block.rows)]
    shares = block.widths or [1.0] * len(block.head)
    made = Table(rows, colWidths=[WIDTH * share / sum(shares) for share in shares], repeatRows=1)
    lines = [("LINEBELOW", (0, 0), (-1, 0), 0.6, _LINE), ("LINEBELOW", (0, 1), (-1, -1), 0.3, _FAINT)]
    made.setStyle(TableStyle([*_tight(), *lines]))
    return [made, Spacer(1, 2 * mm)]


def _cards(block: Cards) -> list[Flowable]:
    wide = (WIDTH - 4 * mm) / 2
    made: list[Flowable] = []
    for at in range(0, len(block.cards), 2):
        pair = [_card(card, wide) for card in block.cards[at : at + 2]]
        row = Table([[pair[0], "", pair[1] if len(pair) > 1 else ""]], colWidths=[wide, 4 * mm, wide])
        frames = [("BOX", (column, 0), (column, 0), 0.6, _FAINT) for column in (0, 2)[: len(pair)]]
        row.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *frames]))
        made += [KeepTogether([row]), Spacer(1, 3 * mm)]
    return made


def _card(card: Card, wide: float) -> list[Flowable]:
    inner = wide - 12
    made: list[Flowable] = [_text(card.title, size=9.5, bold=True), *(_text(line, size=7.8) for line in card.lines)]
    if card.pictures:
        each = (inner - 4) / 2
        pictures = [[_image(data, each), _text(name, size=7, tone="muted")] for name, data in card.pictures]
        row = Table([pictures], colWidths=[each + 2] * len(pictures), hAlign="LEFT")
        row.setStyle(
            TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 2), *_tight()])
        )
        made.append(row)
    return made


def _image(data: bytes, wide: float) -> Image:
    made = Image(io.BytesIO(data))
    tall = wide * made.imageHeight / made.imageWidth
    most = 70 * mm  # a picture that stands upright
    scale = min(1.0, most / tall)
    made.drawWidth, made.drawHeight = wide * scale, tall * scale
    made.hAlign = "LEFT"
    return made


def _band(block: Band) -> list[Flowable]:
    drawing, at, tall = Drawing(WIDTH, 6 * mm), 0.0, 6 * mm
    for share, said in block.pieces:
        colour = HexColor(COLOURS.get(said, "#ffffff"))
        drawing.add(Rect(at * WIDTH, 0, share * WIDTH, tall, fillColor=colour, strokeColor=None))
        at += share
    drawing.add(Rect(0, 0, WIDTH, tall, fillColor=None, strokeColor=_LINE, strokeWidth=0.6))
    ends = Table([[_text(block.ends[0], tone="muted"), _text(block.ends[1], tone="muted", right=True)]])
    ends.setStyle(TableStyle([*_tight(), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]))
    legend = Table([[part for said, text in block.legend for part in (_mark(said), _text(text))]], hAlign="LEFT")
    legend._argW = [5 * mm, 38 * mm] * len(block.legend)
    legend.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
    return [KeepTogether([drawing, ends, legend])]


def _mark(said: str) -> Drawing:
    made = Drawing(3 * mm, 3 * mm)
    colour = HexColor(COLOURS.get(said, "#ffffff"))
    made.add(Rect(0, 0, 3 * mm, 3 * mm, fillColor=colour, strokeColor=_LINE, strokeWidth=0.4))
    return made


def _signature(block: Signature) -> list[Flowable]:
    across = WIDTH / len(block.lines)
    made = Table([[_text(line, tone="muted") for line in block.lines]], colWidths=[across] * len(block.lines))
    lines = [("LINEABOVE", (at, 0), (at, 0), 0.6, _LINE) for at in range(len(block.lines))]
    made.setStyle(TableStyle([*lines, ("RIGHTPADDING", (0, 0), (-1, -1), 8 * mm)]))
    return [KeepTogether([Spacer(1, 14 * mm), made])]


_MADE: dict[type[Block], Callable[[Any], list[Flowable]]] = {
    Title: _title,
    Heading: _heading,
    Figures: _figures,
    Facts: _facts,
    Grid: _grid,
    Paragraph: _paragraph,
    Cards: _cards,
    Band: _band,
    Signature: _signature,
}
