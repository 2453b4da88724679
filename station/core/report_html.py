"""A report as one HTML file that needs nothing else: its pictures are in it, it asks no network, and it prints on A4."""

import base64
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

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

_STYLE = """
@page { size: A4; margin: 16mm 14mm 18mm; }
* { box-sizing: border-box; }
body { font: 10.5pt/1.4 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #1b1f24; background: #fff;
  max-width: 190mm; margin: 0 auto; padding: 12px; }
header { border-bottom: 2px solid #1b1f24; padding-bottom: 6px; margin-bottom: 14px; }
h1 { font-size: 20pt; line-height: 1.2; margin: 0; }
header p { margin: 2px 0 0; color: #57606a; }
h2 { font-size: 14pt; margin: 28px 0 8px; padding-top: 10px; border-top: 1px solid #d0d7de; }
h3 { font-size: 11.5pt; margin: 18px 0 6px; }
h2, h3 { break-after: avoid; }
p { margin: 6px 0; }
.figures { display: flex; flex-wrap: wrap; gap: 8px; margin: 12px 0; }
.figures div { flex: 1 1 30mm; border: 1px solid #d0d7de; border-radius: 6px; padding: 8px 10px; }
.figures b { display: block; font-size: 17pt; line-height: 1.25; }
.figures span { color: #57606a; font-size: 9.5pt; }
table { border-collapse: collapse; width: 100%; margin: 6px 0 10px; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { text-align: left; font-weight: 600; color: #57606a; border-bottom: 1px solid #57606a; padding: 3px 8px; }
td { border-bottom: 1px solid #e6e9ed; padding: 3px 8px; vertical-align: top; overflow-wrap: anywhere; }
th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 6px 0 10px; }
dt { color: #57606a; }
dd { margin: 0; overflow-wrap: anywhere; }
dd.fixed { font-family: ui-monospace, Consolas, "DejaVu Sans Mono", monospace; font-size: 8.5pt; }
.cards { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; margin: 8px 0; }
.card { border: 1px solid #d0d7de; border-radius: 6px; padding: 8px; break-inside: avoid; }
.card h4 { margin: 0 0 2px; font-size: 10.5pt; }
.card p { margin: 0 0 2px; font-size: 9.5pt; overflow-wrap: anywhere; }
.pictures { display: flex; gap: 6px; margin-top: 6px; }
figure { margin: 0; flex: 1 1 0; min-width: 0; }
figure img { width: 100%; display: block; border-radius: 3px; }
figcaption { color: #57606a; font-size: 8.5pt; }
.band svg { width: 100%; height: 22px; display: block; border: 1px solid #57606a; }
.band .ends { display: flex; justify-content: space-between; color: #57606a; font-size: 9pt; }
.band .legend span { display: inline-block; margin-right: 16px; font-size: 9pt; }
.band .legend i { display: inline-block; width: 10px; height: 10px; margin-right: 5px; border: 1px solid #57606a; }
.sign { display: flex; gap: 24px; margin-top: 46px; break-inside: avoid; }
.sign div { flex: 1; border-top: 1px solid #1b1f24; color: #57606a; font-size: 9pt; padding-top: 3px; }
footer { margin-top: 20px; color: #57606a; font-size: 9pt; }
@media print { body { max-width: none; padding: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2:not(:first-of-type) { break-before: page; border-top: none; } }
"""


def as_html(document: Document) -> str:
    """The report's text, UTF-8 when it is written."""
    body = "\n".join(_html(block) for block in document.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:;'
        " style-src 'unsafe-inline'\">\n"
        f"<title>{escape(document.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n"
        f"<footer>{escape(document.foot)}</footer>\n</body>\n</html>\n"
    )


def _html(block: Block) -> str:
    made: str = _MADE[type(block)](block)
    return made


def _title(block: Title) -> str:
    return f"<header><h1>{escape(block.text)}</h1><p>{escape(block.beneath)}</p></header>"


def _heading(block: Heading) -> str:
    return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"


def _paragraph(block: Paragraph) -> str:
    return f'<p style="color:{TONES[block.tone]}">{escape(block.text)}</p>'


def _cards(block: Cards) -> str:
    return f'<div class="cards">{"".join(map(_card, block.cards))}</div>'


def _signature(block: Signature) -> str:
    return f'<div class="sign">{"".join(f"<div>{escape(line)}</div>" for line in block.lines)}</div>'


def _figures(block: Figures) -> str:
    each = (
        f'<div><b style="color:{TONES[one.tone]}">{escape(one.value)}</b><span>{escape(one.what)}</span></div>'
        for one in block.figures
    )
    return f'<div class="figures">{"".join(each)}</div>'


def _facts(block: Facts) -> str:
    lines = []
    for name, value in block.lines:
        kind = ' class="fixed"' if name in block.fixed else ""
        lines.append(f"<dt>{escape(name)}</dt><dd{kind}>{escape(value)}</dd>")
    return f"<dl>{''.join(lines)}</dl>"


def _grid(block: Grid) -> str:
    def cells(row: Sequence[str], tag: str) -> str:
        kinds = (' class="n"' if at in block.numbers else "" for at in range(len(row)))
        return "".join(f"<{tag}{kind}>{escape(text)}</{tag}>" for kind, text in zip(kinds, row, strict=True))

    rows = []
    for at, row in enumerate(block.rows):
        tone = f' style="color:{TONES[block.marks[at]]}"' if block.marks else ""
        rows.append(f"<tr{tone}>{cells(row, 'td')}</tr>")
    return f"<table><thead><tr>{cells(block.head, 'th')}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _card(card: Card) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in card.lines)
    pictures = "".join(
        f'<figure><img alt="{escape(name)}" src="data:image/jpeg;base64,{base64.b64encode(data).decode()}">'
        f"<figcaption>{escape(name)}</figcaption></figure>"
        for name, data in card.pictures
    )
    return f'<div class="card"><h4>{escape(card.title)}</h4>{lines}<div class="pictures">{pictures}</div></div>'


def _band(block: Band) -> str:
    pieces, at = [], 0.0
    for share, said in block.pieces:
        colour = COLOURS.get(said, "#ffffff")
        pieces.append(f'<rect x="{at * 1000:.3f}" y="0" width="{share * 1000:.3f}" height="10" fill="{colour}"/>')
        at += share
    legend = "".join(
        f'<span><i style="background:{COLOURS.get(said, "#ffffff")}"></i>{escape(text)}</span>'
        for said, text in block.legend
    )
    ends = "".join(f"<span>{escape(end)}</span>" for end in block.ends)
    drawn = (
        f'<svg viewBox="0 0 1000 10" preserveAspectRatio="none" shape-rendering="crispEdges">{"".join(pieces)}</svg>'
    )
    return f'<div class="band">{drawn}<div class="ends">{ends}</div><p class="legend">{legend}</p></div>'


_MADE: dict[type[Block], Callable[[Any], str]] = {
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
