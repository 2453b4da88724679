"""The one way of pictures."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.core import images
from station.core.errors import StationError
from station.core.frame import Picture
from station.core.opencv import cv2

BLUE, GREEN, WHITE = (255, 0, 0), (0, 255, 0), (255, 255, 255)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "Prüfung ä ß 日本"
    path.mkdir()
    return path


def cloth(height: int = 60, width: int = 80) -> Picture:
    noise = np.random.default_rng(1).integers(40, 200, (height, width, 3)).astype(np.uint8)
    return np.asarray(cv2.GaussianBlur(noise, (5, 5), 1.5), np.uint8)


def encoded(picture: np.ndarray, suffix: str = ".png") -> bytes:
    return cv2.imencode(suffix, picture)[1].tobytes()


def test_png_keeps_every_pixel_and_jpeg_nearly(folder: Path) -> None:
    picture = cloth()
    images.write_picture(folder / "Stück_1.png", picture)
    assert np.array_equal(images.read_picture(folder / "Stück_1.png"), picture)
    images.write_picture(folder / "Stück_1.JPG", picture)
    assert np.abs(images.read_picture(folder / "Stück_1.JPG").astype(int) - picture).mean() < 4
    assert np.array_equal(images.decode_picture(images.encode_png(picture), name="x"), picture)


def test_a_locked_picture_is_written_like_another(folder: Path) -> None:
    picture = cloth()
    picture.setflags(write=False)
    images.write_picture(folder / "a.png", picture)
    assert np.array_equal(images.read_picture(folder / "a.png"), picture)


def test_an_unknown_suffix_and_what_is_no_picture_are_refused(folder: Path) -> None:
    with pytest.raises(StationError, match="Received"):
        images.write_picture(folder / "a.gif", cloth())
    for wrong in (cloth()[:, :, 0], cloth().astype(np.float32), cloth()[:0]):
        with pytest.raises(ValueError, match="Received"):
            images.encode_png(wrong)
    assert list(folder.iterdir()) == []


def test_grey_becomes_three_channels_16_bits_become_8_and_transparency_is_ignored() -> None:
    picture = cloth()
    grey = images.decode_picture(encoded(picture[:, :, 0]), name="grey.png")
    assert np.array_equal(grey, np.repeat(picture[:, :, :1], 3, axis=2))
    assert np.array_equal(images.decode_picture(encoded(picture.astype(np.uint16) * 257), name="deep.png"), picture)
    clear = np.dstack([picture, np.full(picture.shape[:2], 9, np.uint8)])
    assert np.array_equal(images.decode_picture(encoded(clear), name="clear.png"), picture)


def with_orientation(jpeg: bytes, orientation: int) -> bytes:
    tag = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + tag + struct.pack("<I", 0)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


@pytest.mark.parametrize(("orientation", "turns"), [(1, 0), (3, 2), (6, 3), (8, 1)])
def test_a_phone_picture_is_turned_upright(orientation: int, turns: int) -> None:
    jpeg = encoded(cloth(), ".jpg")
    plain = images.decode_picture(jpeg, name="plain.jpg")
    turned = images.decode_picture(with_orientation(jpeg, orientation), name="phone.jpg")
    assert np.array_equal(turned, np.rot90(plain, turns))


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".bmp", ".webp", ".tif"])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.98])
def test_a_picture_that_was_cut_off_is_refused(suffix: str, kept: float) -> None:
    data = encoded(cloth(), suffix)
    with pytest.raises(StationError, match=r"ähnlich"):
        images.decode_picture(data[: int(len(data) * kept)], name="ähnlich" + suffix)


def test_what_is_no_picture_is_refused(folder: Path) -> None:
    for data in (b"", b"hello" * 100, bytes(1000)):
        with pytest.raises(StationError, match=r"was expected to be a picture"):
            images.decode_picture(data, name="a.png")
    with pytest.raises(StationError, match=r"missing\.png"):
        images.read_picture(folder / "missing.png")


def test_a_picture_that_claims_more_than_100_megapixels_is_refused_before_it_takes_memory() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 12_000, 12_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )
    with pytest.raises(StationError, match=r"bomb\.png is larger than the 100 megapixels"):
        images.decode_picture(bomb, name="bomb.png")


def test_a_picture_of_the_right_size_is_handed_on_as_it_is() -> None:
    picture = cloth()
    assert images.to_network_size(picture, size=(80, 60)) is picture


def test_shrinking_is_the_mean_of_the_area() -> None:
    picture = cloth(60, 80)
    expected = picture.reshape(20, 3, 20, 4, 3).mean(axis=(1, 3))
    assert np.abs(images.to_network_size(picture, size=(20, 20)) - expected).max() <= 0.51


@pytest.mark.parametrize(
    ("width", "height", "largest", "mean"), [(1024, 768, 1.1, 0.5), (1280, 720, 2.1, 0.4), (4000, 800, 1.1, 0.4)]
)
def test_a_far_larger_picture_keeps_the_mean_of_the_area_nearly(
    width: int, height: int, largest: float, mean: float
) -> None:
    picture = np.asarray(cv2.GaussianBlur(cloth(height, width), (0, 0), 2), np.uint8)
    exact = cv2.resize(picture, (256, 192), interpolation=cv2.INTER_AREA).astype(float)
    difference = np.abs(images.to_network_size(picture, size=(256, 192)) - exact)
    assert difference.max() <= largest
    assert difference.mean() <= mean
    assert difference.any()


def test_a_side_that_shrinks_keeps_its_area_mean_while_the_other_grows() -> None:
    stripes = np.zeros((64, 960, 3), np.uint8)
    stripes[:, ::2] = 200  # as fine as stitches: every output column covers as many light as dark ones
    small = images.to_network_size(stripes, size=(96, 100))
    assert small.shape == (100, 96, 3)
    assert np.abs(small.astype(int) - 100).max() <= 1


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 40), st.integers(1, 40))
def test_any_size_leads_to_any_size(height: int, width: int, to_height: int, to_width: int) -> None:
    picture = np.full((height, width, 3), 77, np.uint8)
    assert (images.to_network_size(picture, size=(to_width, to_height)) == 77).all()
    assert images.to_network_size(picture, size=(to_width, to_height)).shape == (to_height, to_width, 3)


def spot(row: int, column: int, value: float = 1.0) -> np.ndarray:
    heat = np.zeros((6, 8), np.float32)
    heat[row, column] = value
    return heat


def test_an_empty_map_leaves_the_picture_and_the_picture_is_never_painted_on() -> None:
    picture = cloth()
    picture.setflags(write=False)
    covered = images.overlay(picture, {"error": np.zeros((6, 8), np.float32)}, {"error": BLUE})
    assert np.array_equal(covered, picture)
    assert covered is not picture
    assert np.array_equal(images.overlay(picture, {}, {}), picture)


def test_two_maps_show_in_their_colours_and_both_where_they_overlap() -> None:
    picture = np.full((60, 80, 3), 100, np.uint8)
    both = {"error": spot(1, 1) + spot(4, 6), "break": spot(4, 1) + spot(4, 6)}
    covered = images.overlay(picture, both, {"error": BLUE, "break": GREEN}).astype(int)
    strength = images.OVERLAY_STRENGTH
    dim, lit = 100 * (1 - strength), 100 * (1 - strength) + 255 * strength
    assert covered[15, 15] == pytest.approx([lit, dim, dim], abs=25)
    assert covered[45, 15] == pytest.approx([dim, lit, dim], abs=25)
    assert covered[45, 65] == pytest.approx([lit, lit, dim], abs=25)
    assert (covered[5, 75] == 100).all()


def test_opacity_is_proportional_to_the_map() -> None:
    picture = np.zeros((60, 80, 3), np.uint8)
    for value in (0.25, 0.5, 1.0):
        covered = images.overlay(picture, {"good": np.full((3, 4), value, np.float32)}, {"good": WHITE})
        assert np.abs(covered - 255 * images.OVERLAY_STRENGTH * value).max() <= 1


def test_maps_of_different_sizes_and_values_beyond_1_are_shown() -> None:
    maps = {"error": np.full((3, 4), 7.0, np.float32), "break": np.full((25, 25), -3.0, np.float32)}
    covered = images.overlay(np.zeros((60, 80, 3), np.uint8), maps, {"error": BLUE, "break": GREEN})
    assert (np.abs(covered.astype(int) - [255 * images.OVERLAY_STRENGTH, 0, 0]) <= 1).all()


@pytest.mark.parametrize("heat", [np.full((2, 2), np.nan, np.float32), np.zeros((2, 2, 1), np.float32)])
def test_a_map_that_is_none_is_refused(heat: np.ndarray) -> None:
    with pytest.raises(ValueError, match="error"):
        images.overlay(cloth(), {"error": heat}, {"error": BLUE})
