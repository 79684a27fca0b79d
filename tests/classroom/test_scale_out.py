"""More than one machine: a real cluster of two worker processes, and a real PostgreSQL server."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from autograder.classroom.driver import Driver
from autograder.classroom.gradebook import Gradebook
from autograder.classroom.submissions import find_submissions
from autograder.engine import Limits
from autograder.errors import UserError

NAME = "example-one"
COURSE = "set-and-setting"


@pytest.fixture
def cluster():
    distributed = pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as own:
        yield own


def grade_on(address, folder, layout, on_step=lambda step: None):
    from autograder.classroom.cluster import ClusterWorkers

    with folder.writing(), Gradebook(folder.database, COURSE) as book:
        driver = Driver(folder, book, ClusterWorkers(address, Limits()), Limits())
        solution = layout.solution(NAME)
        return driver.grade(solution, find_submissions(folder, solution), on_step=on_step)


@pytest.mark.slow
def test_a_cluster_gives_the_same_marks_though_a_worker_is_killed(
    cluster, folder, layout, workers, grade_class, written, tmp_path_factory
):
    first = threading.Event()

    def kill_one() -> None:
        first.wait()
        worker = next(iter(cluster.workers.values()))
        os.kill(worker.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    run = grade_on(cluster.scheduler_address, folder, layout, lambda step: first.set())
    killer.join()
    assert len(run.records) == 24
    assert run.troubles == []
    alone = type(folder)(tmp_path_factory.mktemp("alone"))
    shutil.copytree(folder.submitted, alone.submitted)
    grade_class(alone)
    assert written(folder)[0] == written(alone)[0]


def test_no_scheduler_is_said_kindly(folder, layout):
    pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(UserError, match="There is no Dask scheduler"):
            grade_on(address, folder, layout)


@pytest.fixture
def postgresql(tmp_path_factory):
    """A server of its own in a temporary folder; its address."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    pytest.importorskip("psycopg", reason="the extra 'cluster' is not installed")
    place = tmp_path_factory.mktemp("postgresql")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {}
    if os.getuid() == 0:  # the server refuses to run as root
        options["user"] = "postgres"
        shutil.chown(place, "postgres")
        for parent in place.parents:
            if parent.owner() == pwd.getpwuid(0).pw_name and parent != Path("/"):
                parent.chmod(parent.stat().st_mode | 0o011)
    data = place / "data"

    def run(program: str, *words: str) -> None:
        command = [programs[-1] / program, "-D", data, *words]
        subprocess.run(command, check=True, capture_output=True, cwd=place, timeout=60, **options)

    run("initdb", "-A", "trust", "-U", "grader", "--no-sync")
    run("pg_ctl", "-w", "-l", str(place / "log"), "-o", f"-p {port} -k {place} -F", "start")
    try:
        yield f"postgresql+psycopg://grader@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")


@pytest.mark.slow
def test_a_gradebook_on_postgresql(postgresql, folder, layout, workers, grade_class, written):
    for _ in range(2):  # the second time, everything is there
        with Gradebook(postgresql, COURSE) as book:
            driver = Driver(folder, book, workers, Limits())
            driver.grade(layout.solution(NAME), find_submissions(folder, layout.solution(NAME)))
            there = {
                (student, cell): mark
                for student, sheet in book.sheets(NAME).items()
                for cell, mark in sheet.marks.items()
            }
    assert len(workers.graded) == 24
    grade_class(folder)
    with Gradebook(folder.database, COURSE) as book:
        here = {
            (student, cell): mark
            for student, sheet in book.sheets(NAME).items()
            for cell, mark in sheet.marks.items()
        }
    assert there == here
    engine = create_engine(postgresql)
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from grade")).scalar() == 24 * 4
    engine.dispose()
