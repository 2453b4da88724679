"""What crosses the process border is typed, bounded and never pickled."""

import io
import struct

import msgspec
import numpy as np
import pytest

from station.core import messages
from station.core.messages import Answer, Answers, Array, FilmStrip, LoadRun, Stop, receive_reply, receive_request, send


def sent(message: messages.Request | messages.Reply) -> io.BytesIO:
    pipe = io.BytesIO()
    send(pipe, message)
    pipe.seek(0)
    return pipe


@pytest.mark.parametrize("message", [Stop(), LoadRun("runs/ä ß"), FilmStrip("p", 3, 20, 0, (7.0, 11.5))])
def test_a_request_arrives_as_it_was_sent(message: messages.Request) -> None:
    assert receive_request(sent(message)) == message


def test_an_array_arrives_with_its_shape_and_dtype_and_read_only() -> None:
    pictures = np.arange(24, dtype=np.uint8).reshape(2, 2, 2, 3)
    request = receive_request(sent(Answer(7, Array.of(pictures), maps=True)))
    assert isinstance(request, Answer)
    unpacked = request.pictures.unpack()
    np.testing.assert_array_equal(unpacked, pictures)
    assert unpacked.dtype == np.uint8
    assert not unpacked.flags.writeable


@pytest.mark.parametrize("shape", [(2, 3), (7,), (-1, -6), (1 << 40, 1 << 40)])
def test_bytes_that_do_not_fill_their_shape_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="do not fill"):
        Array("uint8", shape, b"12345").unpack()


def test_an_array_of_objects_never_travels() -> None:
    with pytest.raises(ValueError, match="Received: object"):
        Array.of(np.array([print]))
    forged = msgspec.msgpack.encode(
        {"type": "Answers", "number": 1, "probabilities": {"dtype": "O", "shape": [1], "data": b""}}
    )
    with pytest.raises(msgspec.ValidationError):
        receive_reply(io.BytesIO(struct.pack(">I", len(forged)) + forged))


def test_a_reply_is_no_request_and_noise_is_neither() -> None:
    with pytest.raises(msgspec.ValidationError):
        receive_request(sent(Answers(1, Array.of(np.zeros((1, 4), np.float32)))))
    with pytest.raises(msgspec.DecodeError):
        receive_reply(io.BytesIO(struct.pack(">I", 3) + b"\xc1\xc1\xc1"))


def test_a_message_that_says_it_is_huge_is_refused_before_it_is_read() -> None:
    with pytest.raises(msgspec.ValidationError, match="at most"):
        receive_request(io.BytesIO(struct.pack(">I", 0xFFFFFFFF)))


@pytest.mark.parametrize("length", [0, 2, 9])
def test_a_pipe_that_ends_is_an_end_of_file(length: int) -> None:
    whole = sent(LoadRun("a folder")).getvalue()
    with pytest.raises(EOFError):
        receive_request(io.BytesIO(whole[:length]))
