"""``Engine``: the driver's handle on one examiner process."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder.engine.grading import EngineError, Graded, Limits, Usage, Verdict
from autograder.engine.master import Master
from autograder.engine.names import imported_modules
from autograder.engine.wire import MOST_BYTES, Wire, WireError

_START_S = 120.0
_GRACE_S = 30.0
_ENVIRONMENT = {
    "HOME": "/scratch",
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    # one process, one core: the driver runs submissions side by side
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


class Engine:
    """Grades submissions of the assignment in ``solutions_dir``; a context manager.

    One engine grades one submission at a time; for more at once, use more engines, in threads or
    processes. ``sandbox=False`` runs students' code unconfined and is for trusted files only.
    """

    def __init__(self, solutions_dir: Path, limits: Limits | None = None, sandbox: bool = True):
        self._solutions = Path(solutions_dir).resolve()
        self._limits = limits or Limits()
        self._sandbox = sandbox
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: Wire | None = None
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (closed on exit)

    def __enter__(self) -> Engine:
        """Start the examiner.

        Raises EngineError where the assignment is broken, its reference solution does not earn
        full marks, or this machine cannot confine students' code.
        """
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop(kill=False)
        self._log.close()

    def grade(self, submission: bytes) -> Graded:
        """Grade the raw bytes of a submitted notebook; whatever they are, there is a verdict."""
        if self._wire is None:
            self._start()
        assert self._wire is not None
        start = time.monotonic()
        deadline = start + self._limits.total_s + _GRACE_S
        try:
            self._wire.send_frame(submission[: self._limits.notebook_mb * 1_000_000 + 1], deadline)
            graded = Graded.from_json(json.loads(self._wire.receive_frame(MOST_BYTES, deadline)))
        except WireError:
            problem = "The grader stopped while it worked on this file; it was not marked."
            usage = Usage(wall_s=time.monotonic() - start)
            graded = Graded({}, {}, [problem], usage, Verdict.FAILED)
        if graded.verdict is Verdict.FAILED:  # what is broken in there would fail the next one too
            self._stop(kill=True)
        return graded

    def _start(self) -> None:
        if sys.platform != "linux":
            raise EngineError("Grading runs on Linux only: its kernel confines students' code.")
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-I", "-X", "utf8", "-m", "autograder.engine.launch"]
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno())],
                env=_ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._wire = Wire(ours)
        config = {
            "solutions": str(self._solutions),
            "imports": sorted(self._imports()),
            "limits": asdict(self._limits),
            "sandbox": self._sandbox,
        }
        try:
            self._wire.send_frame(json.dumps(config).encode())
            deadline = time.monotonic() + _START_S
            hello: dict[str, Any] = json.loads(self._wire.receive_frame(MOST_BYTES, deadline))
        except WireError:
            self._stop(kill=True)
            raise EngineError(f"The grader could not be started. {self._last_words()}") from None
        if "error" in hello:
            self._stop(kill=True)
            raise EngineError(hello["error"])

    def _imports(self) -> set[str]:
        """The modules that the notebook imports, so that the zygote can import them before."""
        master = Master.of(self._solutions)
        return {
            name for cell in master.cells if cell.is_code for name in imported_modules(cell.source)
        }

    def _stop(self, *, kill: bool) -> None:
        """End the engine's processes, kindly unless told otherwise, and see that none is left."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None
        if self._process is None:
            return
        if not kill:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def _last_words(self) -> str:
        self._log.seek(0)
        return self._log.read()[-2000:].decode(errors="replace")
