"""Who does the grading: engines on this machine, side by side, one thread looking after each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol, TypeVar

from autograder.engine import Engine, Graded, Limits, Verdict

Item = TypeVar("Item")
Grade = Callable[[bytes], Graded]


class Workers(Protocol):
    """Grades many submissions; results come in whatever order they are ready."""

    def run(
        self, solution: Path, items: Iterable[tuple[Item, bytes]]
    ) -> Iterator[tuple[Item, Graded]]:
        """Grade each item's bytes as an answer to the assignment in ``solution``."""


class LocalWorkers:
    """``jobs`` engines on this machine. An engine that fails on a file is tried once more."""

    def __init__(self, jobs: int, limits: Limits, *, sandbox: bool = True):
        self._jobs, self._limits, self._sandbox = jobs, limits, sandbox

    def run(
        self, solution: Path, items: Iterable[tuple[Item, bytes]]
    ) -> Iterator[tuple[Item, Graded]]:
        """Grade all items; engines are started with the first of them and stopped after."""
        own = threading.local()

        def grade(submission: bytes) -> Graded:
            if not hasattr(own, "engine"):
                own.engine = Engine(solution, self._limits, self._sandbox)
                with lock:
                    engines.enter_context(own.engine)
            return with_second_try(own.engine.grade, submission)

        lock = threading.Lock()
        with ExitStack() as engines, ThreadPoolExecutor(self._jobs) as pool:
            yield from in_flight(pool.submit, grade, items, 2 * self._jobs)


def with_second_try(grade: Grade, submission: bytes) -> Graded:
    """Grade, and once more where the grader itself failed: a machine may have a bad moment."""
    graded = grade(submission)
    return grade(submission) if graded.verdict is Verdict.FAILED else graded


def in_flight(
    submit: Callable[[Grade, bytes], Future[Graded]],
    grade: Grade,
    items: Iterable[tuple[Item, bytes]],
    most: int,
    outcome: Callable[[Future[Graded]], Graded] = Future.result,
) -> Iterator[tuple[Item, Graded]]:
    """Keep at most ``most`` items under way, so that memory does not grow with the class."""
    waiting: dict[Future[Graded], Item] = {}
    try:
        for item, submission in items:
            waiting[submit(grade, submission)] = item
            while len(waiting) >= most:
                yield from _finished(waiting, outcome)
        while waiting:
            yield from _finished(waiting, outcome)
    finally:
        for future in waiting:
            future.cancel()


def _finished(
    waiting: dict[Future[Graded], Item], outcome: Callable[[Future[Graded]], Graded]
) -> Iterator[tuple[Item, Graded]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield waiting.pop(future), outcome(future)
