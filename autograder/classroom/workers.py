"""Who does the grading: engines on this machine, side by side, one thread looking after each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol, TypeVar

from autograder.engine import Engine, Graded, Limits, Verdict

QUIET_S = 30
Item = TypeVar("Item")
Answer = TypeVar("Answer")
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
            yield from in_flight(
                lambda submission: pool.submit(grade, submission),
                items,
                2 * self._jobs,
                outcome=Future.result,
            )


def with_second_try(grade: Grade, submission: bytes) -> Graded:
    """Grade, and once more where the grader itself failed: a machine may have a bad moment."""
    graded = grade(submission)
    return grade(submission) if graded.verdict is Verdict.FAILED else graded


def in_flight(
    submit: Callable[[bytes], Future[Answer]],
    items: Iterable[tuple[Item, bytes]],
    most: int,
    *,
    outcome: Callable[[Future[Answer]], Graded],
    on_quiet: Callable[[], None] = lambda: None,
) -> Iterator[tuple[Item, Graded]]:
    """Keep at most ``most`` items under way, so that memory does not grow with the class.

    ``on_quiet`` is called when nothing has come back for a while; it may raise to give up.
    """
    waiting: dict[Future[Answer], Item] = {}

    def finished() -> Iterator[tuple[Item, Graded]]:
        done, _ = wait(waiting, timeout=QUIET_S, return_when=FIRST_COMPLETED)
        if not done:
            on_quiet()
        for future in done:
            yield waiting.pop(future), outcome(future)

    try:
        for item, submission in items:
            waiting[submit(submission)] = item
            while len(waiting) >= most:
                yield from finished()
        while waiting:
            yield from finished()
    finally:
        for future in waiting:
            future.cancel()
