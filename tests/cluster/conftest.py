"""A cluster of processes on this machine: a scheduler, and two workers that nobody restarts."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.classroom.driver import Driver, Run
from autograder.classroom.folder import ClassFolder
from autograder.classroom.gradebook import Gradebook
from autograder.classroom.submissions import find_submissions
from autograder.engine import Limits
from tests.classroom.conftest import *  # noqa: F403 (its fixtures, all of them)
from tests.classroom.conftest import COURSE, NAME

pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")


@dataclass(frozen=True)
class Cluster:
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    place = tmp_path_factory.mktemp("cluster")
    note = place / "scheduler.json"
    processes: list[subprocess.Popen[bytes]] = []

    def start(*words: str) -> subprocess.Popen[bytes]:
        with (place / f"log-{len(processes)}").open("wb") as log:
            command = [sys.executable, "-m", "dask", *words, "--no-dashboard"]
            process = subprocess.Popen(command, cwd=place, stdout=log, stderr=log)
        processes.append(process)
        return process

    try:
        scheduler = start(
            *("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(note))
        )
        worker = ("worker", "--scheduler-file", str(note), "--nthreads", "1", "--no-nanny")
        workers = [start(*worker) for _ in range(2)]
        yield Cluster(_address(note, 2), scheduler, workers)
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def _address(note: Path, count: int) -> str:
    """The scheduler's address, once all workers have come."""
    from distributed import Client

    give_up = time.monotonic() + 60
    while not note.exists() and time.monotonic() < give_up:
        time.sleep(0.1)
    with Client(scheduler_file=str(note), set_as_default=False) as client:
        client.wait_for_workers(count, timeout=60)
        return str(client.scheduler.address)


@pytest.fixture
def grade_on(layout) -> Callable[..., Run]:
    """Grade a class folder on the workers of a scheduler."""

    def grade(address: str, folder: ClassFolder, on_step=lambda step: None) -> Run:
        from autograder.classroom.cluster import ClusterWorkers

        with folder.writing(), Gradebook(folder.database, COURSE) as book:
            driver = Driver(folder, book, ClusterWorkers(address, Limits()), Limits())
            found = find_submissions(folder, layout.solution(NAME))
            return driver.grade(layout.solution(NAME), found, on_step=on_step)

    return grade
