"""One submission's student processes, as the examiner sees them.

A cell or a call that ends its process (a crash, a kill, a limit) costs itself only: what follows
runs in a fresh process, after the cells that had run well are run again in their order.

What a call raises is told by its kind and line only. Its text, like every other free text from a
process that has seen hidden cases, could carry them out.
"""

from __future__ import annotations

import builtins
import contextlib
import json
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from autograder.engine.grading import EngineError, Limits, Usage
from autograder.engine.outputs import clean_outputs, clean_text
from autograder.engine.wire import LateError, Wire, WireError
from autograder.engine.zygote import Zygote
from autograder.exercises.judge import AnswerError
from autograder.exercises.outcome import Outcome
from autograder.exercises.plain import from_plain, refusal, to_plain

_SIGKILL, _SIGXCPU = 9, 24
_START_S = 20.0
_MOST_LINES = 10_000


@dataclass(frozen=True)
class Ran:
    """What came of a cell: its outputs, and why it did not end well, if so."""

    outputs: list[dict[str, Any]] = field(default_factory=list)
    failure: AnswerError | None = None


class MissingError(Exception):
    """The student's notebook binds no such name."""


class Session:
    """Runs one submission's cells and asks for its answers; use it as a context manager."""

    def __init__(self, zygote: Zygote, limits: Limits):
        self._zygote, self._limits = zygote, limits
        self._start = time.monotonic()
        self._deadline = self._start + limits.total_s
        self._wire: Wire | None = None
        self._pid = 0
        self._log: list[dict[str, Any]] = []  # what has run well, to be done again if need be
        self._until: int | None = None
        self._fatal: set[int] = set()
        self._starts = 0
        self._asked = 0
        self._cpu_s = self._peak_mb = 0.0
        self._room = limits.outputs_mb * 1_000_000

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    @property
    def usage(self) -> Usage:
        """What the submission has used in the processes that have ended."""
        return Usage(self._cpu_s, time.monotonic() - self._start, self._peak_mb)

    def run(self, source: str) -> Ran:
        """Run one cell."""
        try:
            reply = self._ask(self._limits.cell_s, do="run", source=source)
        except AnswerError as error:
            return Ran(failure=error)
        self._log.append({"do": "run", "source": source})
        outputs = self._kept(reply.get("outputs"))
        described = reply.get("error")
        return Ran(outputs, _raised(described, told=True) if described is not None else None)

    def _kept(self, raw: Any) -> list[dict[str, Any]]:
        """The outputs, cleaned, or a word in their place where the notebook shows too much."""
        self._room -= len(json.dumps(raw))
        if self._room >= 0:
            return clean_outputs(raw, self._limits)
        text = "This notebook shows more than is kept; what follows is left out.\n"
        return [{"output_type": "stream", "name": "stdout", "text": text}]

    def answer(self, name: str) -> Any:
        """The value that a name has now, or a function that calls the student's of now.

        Raises MissingError where it is not bound, AnswerError where it cannot be had.
        """
        handle = len(self._log)
        request = {"do": "get", "name": name, "handle": handle}
        reply = self._ask(self._limits.call_s, **request)
        if reply.get("kind") == "missing":
            raise MissingError(name)
        if reply.get("kind") == "function":
            self._log.append(request)
            return self._stub(name, handle)
        return _value(reply)

    @property
    def position(self) -> int:
        """How far the submission has run; see ``rewind``."""
        return len(self._log)

    def rewind(self, position: int) -> None:
        """Go back to how things were at a position, in a fresh process."""
        self._end()
        self._until = position

    def _stub(self, name: str, handle: int) -> Callable[..., Any]:
        def stub(*args: Any, **named: Any) -> Any:
            plain = {"args": to_plain(list(args)), "named": to_plain(named)}
            return _value(self._ask(self._limits.call_s, do="call", handle=handle, **plain))

        stub.__name__ = stub.__qualname__ = name
        return stub

    def _ask(self, seconds: float, **request: Any) -> dict[str, Any]:
        """Send a request and wait for its reply, in a process that is ready for it."""
        while self._wire is None:
            self._start_process()
        return self._exchange(seconds, request)

    def _start_process(self) -> None:
        """Start a process and bring it to where the last one was, if it comes so far."""
        if time.monotonic() >= self._deadline:
            most = f"{self._limits.total_s:g} seconds"
            raise AnswerError(f"The whole notebook took more than {most}.", Outcome.TIMED_OUT)
        if self._starts > self._limits.restarts:
            raise AnswerError("The notebook ended Python too often to go on.")
        self._fork()
        for i, request in enumerate(self._log[: self._until]):
            if i in self._fatal:
                continue
            try:
                self._exchange(self._limits.cell_s, request)
            except AnswerError:  # what ran well before may not do so twice
                self._fatal.add(i)
                return

    def _exchange(self, seconds: float, request: dict[str, Any]) -> dict[str, Any]:
        assert self._wire is not None
        deadline = min(time.monotonic() + seconds, self._deadline)
        self._asked += 1
        try:
            self._wire.send({"id": self._asked, **request}, deadline)
            reply = self._wire.receive(deadline)
        except LateError:
            self._end()
            message = f"This took longer than {seconds:g} seconds and was stopped."
            raise AnswerError(message, Outcome.TIMED_OUT) from None
        except WireError:
            raise self._died() from None
        if reply.get("re") != self._asked:
            self._end()
            raise AnswerError("The code meddled with the grader's connection and was stopped.")
        return reply

    def _fork(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._pid = self._zygote.fork(theirs)
        self._wire = Wire(ours)
        self._starts += 1
        try:
            hello = self._wire.receive(time.monotonic() + _START_S)
        except WireError:
            self._end()
            raise EngineError("A process for the student's code could not be started.") from None
        if "error" in hello:
            self._end()
            raise EngineError(clean_text(hello["error"], 500))

    def _died(self) -> AnswerError:
        """Say how the process ended, from what the system tells."""
        used_before = self._cpu_s
        ended = self._end()
        if ended == _SIGXCPU or self._cpu_s - used_before >= self._limits.cpu_s - 1:
            most = f"{self._limits.cpu_s} seconds of computing"
            return AnswerError(f"The notebook used more than {most}.", Outcome.TIMED_OUT)
        return AnswerError("The code ended Python itself (a crash, or a call such as os._exit).")

    def _end(self) -> int:
        """End the process, whatever it does; the signal that ended it, if one did."""
        if self._wire is None:
            return 0
        self._wire.close()
        self._wire = None
        ended = self._zygote.end(self._pid)
        self._cpu_s += ended["cpu_s"]
        self._peak_mb = max(self._peak_mb, ended["peak_mb"])
        return int(ended["signal"])


def _value(reply: dict[str, Any]) -> Any:
    if reply.get("kind") == "raised":
        raise _raised(reply, told=False)
    not_data = refusal(reply.get("reason"))
    if reply.get("kind") != "value":
        raise AnswerError(not_data, Outcome.WRONG_SHAPE)
    try:
        return from_plain(reply.get("plain"))
    except Exception:  # a forged message may break the rebuilding in any way
        raise AnswerError(not_data, Outcome.WRONG_SHAPE) from None


def _raised(described: Any, *, told: bool) -> AnswerError:
    """The student's exception as one of ours; it is also of the built-in type of its name.

    ``told`` is whether its own text may be shown.
    """
    described = described if isinstance(described, dict) else {}
    name = clean_text(described.get("name", ""), 100)
    kind = getattr(builtins, name, None)
    if not (isinstance(kind, type) and issubclass(kind, Exception)):
        kind, name = Exception, name if told else "An error"
    line = described.get("line")
    in_cell = isinstance(line, int) and 0 < line < _MOST_LINES
    message = f"{name} (line {line} of your cell)" if in_cell else name
    text = clean_text(described.get("message", ""), 200).strip().splitlines()
    if told and text:
        message += f": {text[0]}"
    if kind is MemoryError:
        return AnswerError("The code needed more memory than there is.", Outcome.OUT_OF_MEMORY)
    if kind is NotImplementedError and not told:
        return AnswerError("Nothing here yet.", Outcome.NOT_ATTEMPTED)
    with contextlib.suppress(TypeError):  # some built-in errors allow no second base
        error = type(name, (AnswerError, kind), {})(message)
        assert isinstance(error, AnswerError)
        return error
    return AnswerError(message)
