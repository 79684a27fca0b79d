"""Whatever the other side sends, the wire gives one object or a clean error, in time."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.engine.session import _value
from autograder.engine.wire import ClosedError, LateError, Wire, WireError
from autograder.exercises.judge import AnswerError
from autograder.exercises.plain import _REBUILDERS, MAX_BYTES, NotPlainError

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)
tagged = st.recursive(
    st.none() | st.integers(-9, 9) | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.fixed_dictionaries(
            {"$": st.sampled_from([*_REBUILDERS, "x"]) | inner},
            optional={
                "v": inner,
                "items": st.lists(st.lists(inner, max_size=3), max_size=3),
                "shape": st.lists(st.integers(-2, 9), max_size=3),
                "dtype": st.sampled_from(["int64", "float64", "bool", "object", "O8", ""]),
                "dtypes": st.lists(st.sampled_from(["int64", "object"]), max_size=3),
                "data": st.lists(inner, max_size=4),
                "index": st.lists(inner, max_size=4),
                "columns": st.lists(inner, max_size=4),
                "name": inner,
                "json": inner,
            },
        )
        | st.lists(inner, max_size=3)
    ),
)


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, Wire]]:
    raw, other = socket.socketpair()
    yield raw, Wire(other)
    raw.close()
    other.close()


def receive_bytes(data: bytes) -> dict[str, object]:
    raw, other = socket.socketpair()
    with raw, other:
        raw.sendall(data)
        raw.shutdown(socket.SHUT_WR)
        return Wire(other).receive(time.monotonic() + 5)


@given(st.binary(max_size=2000))
def test_any_bytes_give_an_object_or_a_wire_error(data: bytes) -> None:
    with contextlib.suppress(WireError):
        assert isinstance(receive_bytes(data), dict)


@given(st.binary(max_size=500))
def test_any_payload_gives_an_object_or_a_wire_error(payload: bytes) -> None:
    with contextlib.suppress(WireError):
        assert isinstance(receive_bytes(struct.pack(">I", len(payload)) + payload), dict)


@given(json_values)
def test_any_json_gives_an_object_or_a_wire_error(value: object) -> None:
    payload = json.dumps(value).encode()
    try:
        assert isinstance(receive_bytes(struct.pack(">I", len(payload)) + payload), dict)
    except WireError:
        assert not isinstance(value, dict) or b"NaN" in payload or b"Infinity" in payload


@settings(max_examples=500)
@given(tagged)
def test_any_tree_gives_a_value_or_an_answer_that_cannot_be_had(tree: object) -> None:
    with contextlib.suppress(AnswerError):
        _value({"kind": "value", "plain": tree})


def test_objects_arrive_as_they_were_sent(ends: tuple[socket.socket, Wire]) -> None:
    raw, wire = ends
    message = {"do": "call", "args": [1, 2.5, "ü", None, {"$": "float", "v": "nan"}]}
    threading.Thread(target=Wire(raw).send, args=(message,)).start()
    assert wire.receive(time.monotonic() + 5) == message


def test_a_large_object_is_sent_in_parts(ends: tuple[socket.socket, Wire]) -> None:
    raw, wire = ends
    message = {"text": "x" * (MAX_BYTES - 100)}
    threading.Thread(target=Wire(raw).send, args=(message,)).start()
    assert wire.receive(time.monotonic() + 20) == message


def test_a_too_large_object_is_not_sent(ends: tuple[socket.socket, Wire]) -> None:
    with pytest.raises(NotPlainError):
        ends[1].send({"text": "x" * MAX_BYTES})


def test_an_announced_length_above_the_limit_is_refused_unread(
    ends: tuple[socket.socket, Wire],
) -> None:
    raw, wire = ends
    raw.sendall(struct.pack(">I", 2**32 - 1))
    with pytest.raises(WireError, match="above"):
        wire.receive(time.monotonic() + 5)


def test_silence_is_late(ends: tuple[socket.socket, Wire]) -> None:
    raw, wire = ends
    raw.sendall(struct.pack(">I", 100) + b"{")
    with pytest.raises(LateError):
        wire.receive(time.monotonic() + 0.05)


def test_a_closed_end_is_told(ends: tuple[socket.socket, Wire]) -> None:
    raw, wire = ends
    raw.close()
    with pytest.raises(ClosedError):
        wire.receive(time.monotonic() + 5)
    with pytest.raises(ClosedError):
        wire.send({})
