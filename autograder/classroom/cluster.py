"""Grading on many machines: the same work unit, sent to Dask workers.

The course must be on every worker at the same path (a shared file system, or the same clone in
the same place), with the same packages; a digest proves it before anything is graded there. A
worker that dies loses nothing: Dask gives its submissions to others, a few times at most.

What a worker answers is JSON, so nothing that a student made is ever unpickled. Dask itself
pickles what goes between its machines, and whoever reaches the scheduler can run code on all of
them: keep it on a private network.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from distributed import Client, KilledWorker, WorkerPlugin, get_worker

from autograder.classroom.records import world_digest
from autograder.classroom.workers import in_flight, with_second_try
from autograder.engine import Engine, Graded, Limits, Usage, Verdict
from autograder.errors import UserError

CONNECT_S = 10
Item = TypeVar("Item")


class ClusterWorkers:
    """Grades on the workers of the Dask scheduler at ``address`` (``tcp://host:port``)."""

    def __init__(self, address: str, limits: Limits, *, sandbox: bool = True):
        self._address, self._limits, self._sandbox = address, limits, sandbox

    def run(
        self, solution: Path, items: Iterable[tuple[Item, bytes]]
    ) -> Iterator[tuple[Item, Graded]]:
        """Grade all items; raises UserError where scheduler or workers are not as they must be."""
        world = world_digest(solution, self._limits)
        order = Order(solution.resolve(), world, self._limits, self._sandbox)
        with self._connected() as client:
            client.register_plugin(EnginePool())
            most = 4 * sum(client.nthreads().values())
            with client.get_executor(pure=False) as pool:
                yield from in_flight(
                    partial(pool.submit, _grade, order),
                    items,
                    most,
                    outcome=_outcome,
                    on_quiet=lambda: self._have_workers(client),
                )

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        try:
            client = Client(self._address, timeout=CONNECT_S, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UserError(
                f"There is no Dask scheduler at {self._address} ({type(error).__name__}). "
                "Start one with: dask scheduler"
            ) from None
        with client:
            try:
                self._have_workers(client)
                yield client
            except CancelledError:
                raise UserError(
                    f"The connection to the Dask scheduler at {self._address} was lost. What was "
                    "graded is kept: run the command again when the scheduler is back."
                ) from None
            except ModuleNotFoundError as error:
                raise UserError(
                    f"A Dask worker lacks what grading needs ({error}). Install the packages of "
                    "requirements.lock and this project on every worker."
                ) from None

    def _have_workers(self, client: Any) -> None:
        if not client.nthreads():
            raise UserError(
                f"The Dask scheduler at {self._address} has no workers. "
                f"Start one on each machine with: dask worker {self._address}"
            )


@dataclass(frozen=True)
class Order:
    """What a submission is graded by: an assignment's folder, and a digest of all that counts."""

    solution: Path
    world: str
    limits: Limits
    sandbox: bool


class EnginePool(WorkerPlugin):  # type: ignore[misc]
    """The engines of one worker: started when first needed, as many as it has threads."""

    name = "autograder"
    idempotent = True

    def setup(self, worker: Any) -> None:
        """Begin with none."""
        self._where, self._most = worker.address, worker.state.nthreads
        self._lock = threading.Lock()
        self._idle: list[tuple[Order, Engine]] = []

    def teardown(self, worker: Any) -> None:
        """Stop the engines together with the worker."""
        with self._lock:
            idle, self._idle = self._idle, []
        _stop(idle)

    def grade(self, order: Order, submission: bytes) -> Graded:
        """Grade on an engine that nobody else uses at the time."""
        engine = self._take(order)
        try:
            return with_second_try(engine.grade, submission)
        finally:
            with self._lock:
                self._idle.append((order, engine))
                surplus, self._idle = self._idle[: -self._most], self._idle[-self._most :]
            _stop(surplus)

    def _take(self, order: Order) -> Engine:
        with self._lock:
            for i, (known, engine) in enumerate(self._idle):
                if known == order:
                    del self._idle[i]
                    return engine
        if not order.solution.is_dir():
            raise UserError(
                f"The Dask worker {self._where} has no {order.solution}: the course must be there "
                "at the same path as here, on a shared file system or as the same clone."
            )
        if world_digest(order.solution, order.limits) != order.world:
            raise UserError(
                f"The Dask worker {self._where} has another version of {order.solution.name}, of "
                "the course, of Python or of its packages than this machine: bring both to the "
                "same state and start the worker again."
            )
        return Engine(order.solution, order.limits, order.sandbox).__enter__()


def _stop(engines: list[tuple[Order, Engine]]) -> None:
    for _, engine in engines:
        engine.__exit__()


def _grade(order: Order, submission: bytes) -> bytes:
    """What a worker does, and answers as JSON: what was found, or why it cannot grade."""
    try:
        pool: EnginePool = get_worker().plugins[EnginePool.name]
        answer: dict[str, Any] = {"graded": pool.grade(order, submission).to_json()}
    except UserError as error:
        answer = {"refused": str(error)}
    return json.dumps(answer).encode()


def _outcome(future: Future[bytes]) -> Graded:
    try:
        answer = json.loads(future.result())
    except KilledWorker:
        problem = "Several Dask workers died while they graded this file; it was not marked."
        return Graded({}, {}, [problem], Usage(), Verdict.FAILED)
    if "refused" in answer:
        raise UserError(answer["refused"])
    return Graded.from_json(answer["graded"])
