"""What can go wrong with many machines, and what is then said and kept."""

from __future__ import annotations

import json
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from distributed import KilledWorker

from autograder.classroom import cluster as cluster_module
from autograder.classroom import workers as workers_module
from autograder.classroom.cluster import EnginePool, Order
from autograder.classroom.records import world_digest
from autograder.cli import main
from autograder.engine import Limits, Verdict
from autograder.errors import UserError

NAME = "example-one"


@pytest.fixture
def pool():
    own = EnginePool()
    own.setup(SimpleNamespace(address="tcp://far:1", state=SimpleNamespace(nthreads=1)))
    yield own
    own.teardown(None)


@pytest.fixture
def order(layout):
    solution = layout.solution(NAME).resolve()
    return Order(solution, world_digest(solution, Limits()), Limits(), True)


@pytest.mark.slow
def test_workers_die_one_after_the_other(
    cluster, grade_on, folder, grade_class, written, tmp_path_factory, monkeypatch
):
    monkeypatch.setattr(workers_module, "QUIET_S", 0.5)
    steps = []

    def on_step(step) -> None:
        steps.append(step)
        if len(steps) == 4:
            cluster.workers[0].kill()
        if len(steps) == 12:
            cluster.workers[1].kill()

    with pytest.raises(UserError, match=r"has no workers\. Start one"):
        grade_on(cluster.address, folder, on_step)
    assert 12 <= len(steps) < 24
    grade_class(folder)
    alone = type(folder)(tmp_path_factory.mktemp("alone"))
    (alone.root / "submitted").symlink_to(folder.submitted)
    grade_class(alone)
    assert written(folder)[0] == written(alone)[0]


@pytest.mark.slow
def test_a_scheduler_that_dies_is_said_kindly(cluster, grade_on, folder):
    with pytest.raises(UserError, match=r"Dask scheduler .* was lost"):
        grade_on(cluster.address, folder, lambda step: cluster.scheduler.kill())


def test_a_worker_without_the_course_says_so(pool, order):
    with pytest.raises(UserError, match="worker tcp://far:1 has no /nowhere/x"):
        pool.grade(replace(order, solution=Path("/nowhere/x")), b"")


def test_a_worker_with_another_version_says_so(pool, order):
    with pytest.raises(UserError, match="has another version of example-one"):
        pool.grade(replace(order, world="another"), b"")


@pytest.mark.slow
def test_a_worker_keeps_its_engine_and_answers_in_json(pool, order, notebooks, monkeypatch):
    monkeypatch.setattr(
        cluster_module, "get_worker", lambda: SimpleNamespace(plugins={pool.name: pool})
    )
    submission = json.dumps(notebooks["student-01"]).encode()
    answers = [cluster_module._grade(order, submission) for _ in range(2)]
    marks = [
        {id: result["points"] for id, result in json.loads(answer)["graded"]["results"].items()}
        for answer in answers
    ]
    assert marks[0] == marks[1]
    assert len(marks[0]) == 3
    (kept,) = pool._idle
    assert kept[0] == order
    refused = json.loads(cluster_module._grade(replace(order, world="another"), submission))
    assert list(refused) == ["refused"]


def test_a_submission_that_outlives_no_worker_is_not_marked():
    future: Future[bytes] = Future()
    future.set_exception(KilledWorker("grade", SimpleNamespace(address="tcp://far:1"), 3))
    graded = cluster_module._outcome(future)
    assert graded.verdict is Verdict.FAILED
    assert "Several Dask workers died" in graded.problems[0]


def test_the_command_says_in_one_sentence_that_there_is_no_scheduler(folder, layout, monkeypatch):
    monkeypatch.chdir(layout.root)
    monkeypatch.setattr(cluster_module, "CONNECT_S", 0.5)
    words = ["grade", NAME, "--class-dir", str(folder.root), "--scheduler", "tcp://127.0.0.1:1"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert "There is no Dask scheduler at tcp://127.0.0.1:1" in result.output
    assert "Traceback" not in result.output
