"""The student process: runs cells and answers for them. All its code shares the student's fate.

Nothing here is trusted: it runs beside the student's code, so whatever it says may be a lie. It
holds no hidden case and no expected value, and what it says is taken as an answer, never as a mark.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any

from autograder.engine.capture import Shell, Stream
from autograder.engine.grading import Limits
from autograder.engine.wire import ClosedError, Wire
from autograder.exercises.plain import NotPlainError, from_plain, to_plain


def serve(wire: Wire, shell: Shell, limits: Limits) -> None:
    """Do what the examiner asks until it hangs up."""
    sys.stdin = None
    sys.path.insert(0, "")  # as in a notebook: what a cell wrote beside it can be imported
    held: Held = {}
    ask = {"run": _run, "get": _get, "call": _call}
    while True:
        try:
            request = wire.receive()
        except ClosedError:
            return
        try:
            reply = ask[request["do"]](request, shell, limits, held)
        except NotPlainError as error:
            reply = {"kind": "not-plain", "reason": error.reason}
        except BaseException as error:  # the student's code may raise anything at all
            reply = {"kind": "raised"} | _described(error)
        try:
            wire.send({"re": request["id"]} | reply)
        except NotPlainError:
            kind = {"ran": "ran"}.get(reply["kind"], "not-plain")
            short = {"kind": kind, "error": reply.get("error"), "reason": "large"}
            wire.send({"re": request["id"]} | short)


Held = dict[int, Callable[..., Any]]
"""Functions that the examiner may call, by the handle it gave them."""


def _run(request: dict[str, Any], shell: Shell, limits: Limits, _: Held) -> dict[str, Any]:
    _listen(shell, limits)
    error = shell.run_source(request["source"])
    reply: dict[str, Any] = {"kind": "ran", "outputs": shell.collector.outputs}
    return reply | ({"error": _described(error)} if error else {})


def _get(request: dict[str, Any], shell: Shell, _: Limits, held: Held) -> dict[str, Any]:
    if request["name"] not in shell.user_ns:
        return {"kind": "missing"}
    value = shell.user_ns[request["name"]]
    if callable(value) and not hasattr(value, "to_plotly_json"):
        held[request["handle"]] = value
        return {"kind": "function"}
    return {"kind": "value", "plain": to_plain(value)}


def _call(request: dict[str, Any], shell: Shell, limits: Limits, held: Held) -> dict[str, Any]:
    _listen(shell, limits)
    function = held[request["handle"]]
    result = function(*from_plain(request["args"]), **from_plain(request["named"]))
    return {"kind": "value", "plain": to_plain(result)}


def _listen(shell: Shell, limits: Limits) -> None:
    """Collect what is shown from now on, whatever was done to the streams before."""
    shell.collector.start(limits)
    sys.stdout = sys.__stdout__ = Stream("stdout", shell.collector)  # type: ignore[misc, assignment]
    sys.stderr = sys.__stderr__ = Stream("stderr", shell.collector)  # type: ignore[misc, assignment]


def _described(error: BaseException) -> dict[str, Any]:
    """An exception as plain data; ``line`` is the last line of the student's own, or 0."""
    try:
        message = str(error)
    except Exception:
        message = ""
    return {"name": type(error).__name__, "message": message[:1000], "line": _line(error)}


def _line(error: BaseException) -> int:
    if isinstance(error, SyntaxError):
        return error.lineno or 0
    line = 0
    traceback: TracebackType | None = error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename.startswith("<ipython-input"):
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
