"""The wire: length-limited frames of plain data over a socket. Never pickles, never code.

A frame is four bytes of length, big-endian, and that many bytes of JSON as
``autograder.exercises.plain`` reads and writes it. Whatever the other side sends, receiving gives
one JSON object or raises WireError, within the limits of size, depth, count and time.
"""

from __future__ import annotations

import select
import socket
import struct
import time
from typing import Any

from autograder.exercises.plain import MAX_BYTES, NotPlainError, decode, encode

_LENGTH = struct.Struct(">I")
MOST_BYTES = 1 << 28
"""Largest frame between the driver and its own examiner; a student's is far smaller."""


class WireError(Exception):
    """The other side broke the rules of the wire."""


class ClosedError(WireError):
    """The other side is gone."""


class LateError(WireError):
    """Nothing whole arrived in time."""


class Wire:
    """One end of a connection. Deadlines are times of ``time.monotonic()``."""

    def __init__(self, end: socket.socket):
        end.setblocking(False)
        self._end = end

    def send(self, message: dict[str, Any], deadline: float | None = None) -> None:
        """Send a JSON-able object; raises NotPlainError where it is too large to be sent."""
        self.send_frame(encode(message), deadline)

    def send_frame(self, payload: bytes, deadline: float | None = None) -> None:
        """Send bytes as they are, as one frame."""
        rest = memoryview(_LENGTH.pack(len(payload)) + payload)
        while rest:
            try:
                rest = rest[self._end.send(rest, socket.MSG_NOSIGNAL) :]
            except BlockingIOError:
                self._wait(write=True, deadline=deadline)
            except OSError:
                raise ClosedError("The other side is gone.") from None

    def receive(self, deadline: float | None = None) -> dict[str, Any]:
        """The next object that the other side sends."""
        try:
            message = decode(self.receive_frame(MAX_BYTES, deadline))
        except NotPlainError as error:
            raise WireError(str(error)) from None
        if not isinstance(message, dict):
            raise WireError("A message was not an object.")
        return message

    def receive_frame(self, most: int, deadline: float | None = None) -> bytes:
        """The next frame, of at most ``most`` bytes."""
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size, deadline))
        if length > most:
            raise WireError(f"A message of {length:,} bytes is above {most:,}.")
        return self._read(length, deadline)

    def close(self) -> None:
        """Close this end."""
        self._end.close()

    def _read(self, size: int, deadline: float | None) -> bytes:
        data = bytearray()
        while len(data) < size:
            try:
                part = self._end.recv(min(size - len(data), 1 << 20))
            except BlockingIOError:
                self._wait(write=False, deadline=deadline)
                continue
            except OSError:
                part = b""
            if not part:
                raise ClosedError("The other side is gone.")
            data += part
        return bytes(data)

    def _wait(self, *, write: bool, deadline: float | None) -> None:
        poll = select.poll()
        poll.register(self._end, select.POLLOUT if write else select.POLLIN)
        left = None if deadline is None else max(0.0, deadline - time.monotonic())
        if not poll.poll(None if left is None else left * 1000):
            raise LateError("Nothing arrived in time.")
