"""The lab's figure, by the colours at its places and by its texts."""

import io
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure

from station.core.attributes import SEAM
from station.core.errors import StationError
from station.core.figure import DPI, EMPTY, ROWS, Column, draw_figure, legend_of, write_figure
from station.core.frame import Picture
from station.core.images import decode_picture, read_picture
from station.core.palette import in_palette

GREY = 90


def spot(row: int, column: int) -> np.ndarray:
    """A heat map of one warm cell of 6 by 8."""
    made = np.zeros((6, 8), np.float32)
    made[row, column] = 1.0
    return made


def column(title: str = "strip0001_7", **changed: object) -> Column:
    content: dict[str, object] = {
        "title": title,
        "truth": "error",
        "answer": "error 0.98",
        "is_right": True,
        "picture": np.full((120, 160, 3), GREY, np.uint8),
        "maps": {"error": spot(3, 4)},
    }
    return Column(**{**content, **changed})  # type: ignore[arg-type]


def pixels(figure: Figure) -> Picture:
    data = io.BytesIO()
    figure.savefig(data, format="png", dpi=DPI)
    return decode_picture(data.getvalue(), name="figure")


def at(figure: Figure, picture: Picture, *, row: str, number: int, x: float, y: float) -> tuple[int, int, int]:
    """The colour (BGR) at a share of a cell's width and height, from its top left."""
    axes = next(axes for axes in figure.axes if axes.get_label() == f"{row} {number}")
    box = axes.get_position()
    height, width = picture.shape[:2]
    across, down = box.x0 + x * box.width, 1 - (box.y1 - y * box.height)
    blue, green, red = picture[int(down * height), int(across * width)].tolist()
    return blue, green, red


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in (*figure.texts, *(t for axes in figure.axes for t in axes.texts))]


def test_rows_hold_pictures_maps_and_blends() -> None:
    both = column(maps={"error": spot(1, 1), "break": spot(4, 6)})
    figure = draw_figure([column(), both], attributes=SEAM, caption="run demo")
    shown = pixels(figure)
    warm, cold = {"x": 4.5 / 8, "y": 3.5 / 6}, {"x": 0.9, "y": 0.1}
    assert at(figure, shown, row="picture", number=0, **warm) == (GREY, GREY, GREY)
    blue, green, red = at(figure, shown, row="heat map", number=0, **warm)
    assert blue > 200
    assert green == red == 0
    assert at(figure, shown, row="heat map", number=0, **cold) == (0, 0, 0)
    blue, green, red = at(figure, shown, row="blend", number=0, **warm)
    assert blue > GREY + 50
    assert green == red < GREY
    assert at(figure, shown, row="blend", number=0, **cold) == (GREY, GREY, GREY)
    assert at(figure, shown, row="heat map", number=1, x=1.5 / 8, y=1.5 / 6)[0] > 200
    assert at(figure, shown, row="heat map", number=1, x=6.5 / 8, y=4.5 / 6)[1] > 200


def test_maps_are_shown_in_the_palettes_colours() -> None:
    safe = in_palette(SEAM, "safe")
    figure = draw_figure([column(maps={"length": spot(3, 4)})], attributes=safe, caption="")
    shown = at(figure, pixels(figure), row="heat map", number=0, x=4.5 / 8, y=3.5 / 6)
    assert np.abs(np.subtract(shown, safe["length"].colour)).max() < 20


def test_titles_say_name_label_answer_and_whether_it_is_right() -> None:
    wrong = column("Prüfstück_Ä_12", truth="break", answer="error 0.81", is_right=False)
    unknown = column("foreign", truth="", is_right=None)
    figure = draw_figure([column(), wrong, unknown], attributes=SEAM, caption="run demo · Grad-CAM of the logit")
    said = texts(figure)
    for text in ("strip0001_7", "Prüfstück_Ä_12", "label: error", "label: break", "answer: error 0.81"):
        assert text in said
    assert [said.count(mark) for mark in ("✓ right", "✗ wrong", "no label")] == [1, 1, 1]
    assert "run demo · Grad-CAM of the logit" in said
    assert [said.count(row) for row in ROWS] == [1, 1, 1]
    framed = [axes.get_label() for axes in figure.axes if axes.patches]
    assert framed == ["picture 1"], "the wrong one is framed, which is seen without colour"


def test_an_empty_map_is_shown_as_empty_with_a_word() -> None:
    figure = draw_figure([column(maps={"error": np.zeros((6, 8), np.float32)})], attributes=SEAM, caption="")
    assert EMPTY in texts(figure)
    assert at(figure, pixels(figure), row="heat map", number=0, x=0.5, y=0.2) == (0, 0, 0)
    assert EMPTY not in texts(draw_figure([column()], attributes=SEAM, caption=""))


def test_a_map_that_explains_the_false_says_so() -> None:
    figure = draw_figure([column(maps={"good": spot(0, 0)}, says="not good")], attributes=SEAM, caption="")
    assert "not good" in texts(figure)


def test_the_legend_names_what_is_shown_and_two_at_once() -> None:
    colours = {attribute.name: attribute.colour for attribute in SEAM}
    both = column(maps={"error": spot(1, 1), "break": spot(4, 6)})
    assert legend_of([column()], colours) == {"error": (255, 0, 0)}
    assert legend_of([both], colours) == {
        "error": (255, 0, 0),
        "break": (0, 255, 0),
        "error + break": (255, 255, 0),
    }
    figure = draw_figure([both], attributes=SEAM, caption="")
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["error", "break", "error + break"]


@pytest.mark.parametrize(("count", "bands"), [(1, 1), (5, 1), (6, 1), (7, 2), (12, 2), (24, 4)])
def test_more_than_six_pictures_wrap_to_bands(count: int, bands: int) -> None:
    figure = draw_figure([column(f"strip_{n}") for n in range(count)], attributes=SEAM, caption="run demo")
    assert len(figure.axes) == 3 * count
    assert len({round(axes.get_position().y0, 6) for axes in figure.axes}) == 3 * bands
    boxes = [axes.get_position() for axes in figure.axes]
    assert all(0 <= box.x0 < box.x1 <= 1 and 0 <= box.y0 < box.y1 <= 1 for box in boxes)
    for one, other in zip(boxes, boxes[3:], strict=False):
        assert one.x1 <= other.x0 or one.y0 >= other.y1, "no cell lies over its neighbour"


@pytest.mark.parametrize("count", [0, 25])
def test_no_picture_and_too_many_are_refused_in_a_sentence(count: int) -> None:
    with pytest.raises(StationError, match=rf"1 to 24 pictures. Received: {count}"):
        draw_figure([column()] * count, attributes=SEAM, caption="")


def test_texts_stay_inside_the_figure_and_off_each_other() -> None:
    many = "good 0.51, error 0.99, break 0.87, length 1.00, pucker 0.77, skipped_stitch 0.66"
    long = column("video_20261122_171500__rote_Probe_mit_langem_Namen_000123", truth=many, answer=many)
    caption = "run " + "very_long_name_" * 6 + " · Grad-CAM of the logit · safe palette"
    figure = draw_figure([long] * 2 + [column()], attributes=SEAM, caption=caption)
    figure.canvas.draw()
    whole = figure.bbox
    boxes = [text.get_window_extent() for text in figure.texts]
    assert all(box.x0 >= 0 and box.x1 <= whole.x1 and box.y0 >= 0 and box.y1 <= whole.y1 for box in boxes)
    heads = [box for box, text in zip(boxes, figure.texts, strict=True) if text.get_fontsize() == 7.5]
    for first in heads:
        for second in heads:
            assert first is second or not first.padded(-1.5).overlaps(second.padded(-1.5))
    assert any(text.get_text().endswith("break 0.87,") or "break 0.87, " in text.get_text() for text in figure.texts)


@pytest.mark.parametrize("suffix", [".png", ".pdf", ".svg"])
def test_it_is_written_by_suffix_and_the_same_twice(tmp_path: Path, suffix: str) -> None:
    for number in range(2):
        figure = draw_figure([column("a $1_b$ ü")], attributes=SEAM, caption="run_$x$")
        write_figure(tmp_path / f"Abb ü {number}{suffix.upper()}", figure)
    first, second = ((tmp_path / f"Abb ü {number}{suffix.upper()}").read_bytes() for number in range(2))
    assert first == second
    assert first[:5] in (b"\x89PNG\r", b"%PDF-", b"<?xml")


def test_a_written_png_has_at_least_150_dots_an_inch(tmp_path: Path) -> None:
    figure = draw_figure([column()] * 3, attributes=SEAM, caption="")
    write_figure(tmp_path / "figure.png", figure)
    height, width = read_picture(tmp_path / "figure.png").shape[:2]
    assert (width, height) == pytest.approx(figure.get_size_inches() * DPI, abs=1)
    assert DPI >= 150


def test_another_suffix_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    figure = draw_figure([column()], attributes=SEAM, caption="")
    with pytest.raises(StationError, match=r"written as .png, .pdf, .svg. Received: .*figure.gif"):
        write_figure(tmp_path / "figure.gif", figure)
    assert not list(tmp_path.iterdir())


def test_names_in_other_letters_do_not_keep_it_from_being_written(tmp_path: Path) -> None:
    write_figure(tmp_path / "figure.png", draw_figure([column("布料_1")], attributes=SEAM, caption=""))
    assert (tmp_path / "figure.png").is_file()


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 40, 3), (40, 1, 3), (3, 900, 3)])
def test_pictures_of_any_shape_have_a_figure(tmp_path: Path, shape: tuple[int, int, int]) -> None:
    write_figure(
        tmp_path / "f.png", draw_figure([column(picture=np.zeros(shape, np.uint8))], attributes=SEAM, caption="")
    )
    assert read_picture(tmp_path / "f.png").size
