"""Grading on many machines: the same work unit, sent to Dask workers.

Each worker unpacks the assignment and keeps engines of its own. A worker that dies loses nothing:
Dask gives its submissions to others. Workers need this package and ``course`` installed, in the
same versions; whoever reaches the scheduler can run code on them, so keep it on a private network.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from distributed import Client, KilledWorker, WorkerPlugin, get_worker

from autograder.classroom.workers import in_flight, with_second_try
from autograder.engine import Engine, Graded, Limits, Usage, Verdict
from autograder.errors import UserError

Item = TypeVar("Item")


class ClusterWorkers:
    """Grades on the workers of the Dask scheduler at ``address`` (``tcp://host:port``)."""

    def __init__(self, address: str, limits: Limits, *, sandbox: bool = True):
        self._address, self._limits, self._sandbox = address, limits, sandbox

    def run(
        self, solution: Path, items: Iterable[tuple[Item, bytes]]
    ) -> Iterator[tuple[Item, Graded]]:
        """Grade all items; raises UserError where the scheduler cannot be reached."""
        try:
            client = Client(self._address, timeout=10)
        except (OSError, ValueError) as error:
            raise UserError(
                f"There is no Dask scheduler at {self._address} ({type(error).__name__}). "
                "Start one with: dask scheduler"
            ) from None
        with client:
            plugin = EnginePlugin(solution, self._limits, self._sandbox)
            client.register_plugin(plugin, name=plugin.name)
            grade = partial(_grade, plugin.name)
            most = 4 * max(1, sum(client.nthreads().values()))
            try:
                with client.get_executor(pure=False) as pool:
                    yield from in_flight(pool.submit, grade, items, most, _outcome)
            finally:
                client.unregister_worker_plugin(plugin.name)


class EnginePlugin(WorkerPlugin):  # type: ignore[misc]
    """What a worker needs to grade one assignment: its files, and an engine for each thread."""

    def __init__(self, solution: Path, limits: Limits, sandbox: bool):
        self.name = f"autograder-{solution.name}"
        self._assignment, self._limits, self._sandbox = solution.name, limits, sandbox
        self._files = {p.name: p.read_bytes() for p in solution.iterdir() if p.is_file()}

    def setup(self, worker: Any) -> None:
        """Unpack the assignment on a worker."""
        self._stack = ExitStack()
        place = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="autograder-")))
        self._solution = place / "solutions" / self._assignment
        self._solution.mkdir(parents=True)
        for name, content in self._files.items():
            (self._solution / name).write_bytes(content)
        self._lock, self._own = threading.Lock(), threading.local()

    def teardown(self, worker: Any) -> None:
        """Stop the engines and take the files away."""
        self._stack.close()

    def grade(self, submission: bytes) -> Graded:
        """Grade on this thread's engine."""
        if not hasattr(self._own, "engine"):
            engine = Engine(self._solution, self._limits, self._sandbox)
            with self._lock:
                self._own.engine = self._stack.enter_context(engine)
        return with_second_try(self._own.engine.grade, submission)


def _grade(plugin: str, submission: bytes) -> Graded:
    own: EnginePlugin = get_worker().plugins[plugin]
    return own.grade(submission)


def _outcome(future: Future[Graded]) -> Graded:
    try:
        return future.result()
    except KilledWorker:
        problem = "Several workers died while they graded this file; it was not marked."
        return Graded({}, {}, [problem], Usage(), Verdict.FAILED)
