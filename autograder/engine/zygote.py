"""The zygote: a warm process that holds no secret and forks one student process when asked."""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
from collections.abc import Iterable
from typing import Any

from autograder.engine import student
from autograder.engine.capture import Shell
from autograder.engine.grading import EngineError, Limits
from autograder.engine.jail import Jail
from autograder.engine.wire import Wire

_LIBRARIES = ("autograder", "scipy.stats", "plotly.express", "pandas")


def warm_up(imports: Iterable[str]) -> Shell:
    """Import what the notebook will, and go once through what is slow the first time.

    ``imports`` are the modules that the instructor's notebook imports.
    """
    for library in (*_LIBRARIES, *imports):
        with contextlib.suppress(ImportError):  # the cell that needs it will say so
            importlib.import_module(library)
    importlib.import_module("plotly.io").renderers.default = "plotly_mimetype"
    shell = Shell.start()
    shell.run_cell(
        "import plotly.express as _px, pandas as _pd\n"
        "_f = _px.scatter(_pd.DataFrame({'x': [1, 2], 'y': [1, 2]}), x='x', y='y')\n_f"
    )
    shell.run_cell("import pandas as _pd\n_pd.DataFrame({'x': [1]})")
    shell.run_cell("1 / 0")
    shell.reset(new_session=True)
    shell.execution_count = 1
    gc.collect()
    gc.freeze()
    return shell


def serve(control: socket.socket, shell: Shell, jail: Jail, limits: Limits) -> None:
    """Enter the outer jail, then fork and end student processes until the examiner hangs up.

    Requests are one datagram each: ``fork`` with a socket, which becomes the student's wire, or
    ``end PID``. Replies are JSON: ``{"pid": ...}``, or how the process ended and what it used.
    """
    try:
        jail.enter_zygote()
    except OSError as error:
        control.send(json.dumps({"error": f"Students' code cannot be confined: {error}."}).encode())
        return
    control.send(b"{}")
    while True:
        request, handles, _, _ = socket.recv_fds(control, 64, 1)
        if not request:
            jail.leave_zygote()
            return
        if request == b"fork":
            reply = {"pid": _fork(handles[0], control, shell, jail, limits)}
            os.close(handles[0])
        else:
            reply = _end(int(request.split()[1]))
        control.send(json.dumps(reply).encode())


def _fork(handle: int, control: socket.socket, shell: Shell, jail: Jail, limits: Limits) -> int:
    jail.before_fork()
    pid = os.fork()
    if pid:
        return pid
    try:
        control.close()
        wire = Wire(socket.socket(fileno=handle))
        try:
            jail.enter_student(handle)
        except OSError as error:
            wire.send({"error": f"Students' code cannot be confined: {error}."})
            os._exit(1)
        wire.send({"ready": True})
        student.serve(wire, shell, limits)
    finally:
        os._exit(0)


def _end(pid: int) -> dict[str, Any]:
    os.kill(pid, signal.SIGKILL)
    _, status, used = os.wait4(pid, 0)
    return {
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        "cpu_s": used.ru_utime + used.ru_stime,
        "peak_mb": used.ru_maxrss / 1024,
    }


class Zygote:
    """The examiner's handle on the zygote."""

    def __init__(self, control: socket.socket):
        self._control = control
        self._reply()

    def fork(self, end: socket.socket) -> int:
        """Fork a student process on the other end of ``end``'s pair; its process id."""
        socket.send_fds(self._control, [b"fork"], [end.fileno()])
        return int(self._reply()["pid"])

    def end(self, pid: int) -> dict[str, Any]:
        """Kill a student process; the signal that ended it, CPU seconds and peak memory in MB."""
        self._control.send(f"end {pid}".encode())
        return self._reply()

    def _reply(self) -> dict[str, Any]:
        data = self._control.recv(4096)
        if not data:
            raise EngineError("The process that starts students' code stopped unexpectedly.")
        reply: dict[str, Any] = json.loads(data)
        if "error" in reply:
            raise EngineError(str(reply["error"]))
        return reply
