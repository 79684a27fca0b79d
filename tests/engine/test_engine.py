"""The engine as its users meet it."""

from __future__ import annotations

import copy
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbgrader.utils import determine_grade

from autograder.engine import Engine, EngineError, Graded, Verdict
from autograder.exercises.outcome import Outcome
from autograder.exercises.plain import REFUSALS
from tests.attacks.submission import POINTS
from tests.attacks.world import LIMITS, processes_of


def as_bytes(notebook: dict[str, Any]) -> bytes:
    return json.dumps(notebook).encode()


def points(graded: Graded) -> dict[str, float]:
    return {id: result.points for id, result in graded.results.items()}


def test_the_graded_notebook_is_valid_and_says_the_scores_to_nbgrader(
    engine: Engine, solved: dict[str, Any]
) -> None:
    graded = engine.grade(as_bytes(solved))
    notebook = nbformat.from_dict(graded.notebook)
    nbformat.validate(notebook)
    scores = {
        cell.metadata.nbgrader.grade_id: determine_grade(cell)[0]
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code"
    }
    assert scores == POINTS == points(graded)
    assert graded.verdict is Verdict.GRADED
    assert graded.usage.cpu_s > 0
    assert graded.usage.peak_mb > 10


def test_a_graded_submission_survives_json(engine: Engine, solved: dict[str, Any]) -> None:
    graded = engine.grade(as_bytes(solved))
    assert Graded.from_json(json.loads(json.dumps(graded.to_json()))) == graded


def test_grading_again_gives_the_same(engine: Engine, solved: dict[str, Any]) -> None:
    one, other = engine.grade(as_bytes(solved)), engine.grade(as_bytes(solved))
    assert one.results == other.results
    assert one.notebook == other.notebook


def test_what_is_not_a_notebook_is_refused_in_plain_words(engine: Engine) -> None:
    graded = engine.grade(b"not a notebook")
    assert graded.verdict is Verdict.REFUSED
    assert graded.problems == ["The file is damaged: it cannot be read as a notebook."]
    assert {result.outcome for result in graded.results.values()} == {Outcome.NOT_GRADABLE}
    assert points(graded) == dict.fromkeys(POINTS, 0.0)
    nbformat.validate(nbformat.from_dict(graded.notebook))


def test_what_is_no_data_is_told_as_in_the_notebook(engine: Engine, solved: dict[str, Any]) -> None:
    body = """
class Told:
    pass
Told.__name__ = 'it was 45 of 52'
def mean_of(values):
    return (x for x in values)
def turn(word):
    return Told()
"""
    for cell in solved["cells"]:
        id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if id in ("toy-mean-answer", "toy-word-answer"):
            cell["source"] = body
    results = engine.grade(as_bytes(solved)).results
    said = {name: results[name].components[0] for name in ("toy-mean", "toy-word")}
    assert {c.outcome for c in said.values()} == {Outcome.WRONG_SHAPE}
    assert said["toy-mean"].message == REFUSALS["once"]
    assert said["toy-word"].message == REFUSALS["other"]


def test_time_and_memory_outcomes_are_told_apart(engine: Engine, solved: dict[str, Any]) -> None:
    bodies = {
        "toy-mean-answer": "def mean_of(values):\n    while True: pass",
        "toy-word-answer": "def turn(word):\n    return 'x' * 10**13",
        "toy-value-answer": "rows = undefined",
        "toy-plain-answer": "import os; os._exit(1)",
    }
    for cell in solved["cells"]:
        id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = bodies.get(id, cell["source"])
    results = engine.grade(as_bytes(solved)).results
    assert results["toy-mean"].components[0].outcome is Outcome.TIMED_OUT
    assert results["toy-mean"].components[1].outcome is Outcome.RIGHT
    assert results["toy-word"].outcome is Outcome.OUT_OF_MEMORY
    assert results["toy-value"].outcome is Outcome.CRASHED
    assert "NameError (line 1 of your cell)" in results["toy-value"].components[0].message
    assert results["toy-plain"].outcome is Outcome.CRASHED


def test_a_reference_below_full_marks_stops_grading(toy: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(toy, tmp_path / "toy"))
    text = (folder / "toy.ipynb").read_text()
    assert "return 2 * number" in text
    (folder / "toy.ipynb").write_text(text.replace("return 2 * number", "return 3 * number"))
    with pytest.raises(EngineError, match="toy-plain: the reference solution earns 0 of 2"):
        Engine(folder, LIMITS).__enter__()


def test_points_of_bank_and_notebook_must_agree(toy: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(toy, tmp_path / "toy"))
    notebook = json.loads((folder / "toy.ipynb").read_text())
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "toy-word":
            cell["metadata"]["nbgrader"]["points"] = 20
    (folder / "toy.ipynb").write_text(json.dumps(notebook))
    with pytest.raises(EngineError, match="toy-word: the notebook gives 20 points, the bank 2"):
        Engine(folder, LIMITS).__enter__()


def test_a_missing_assignment_is_told(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="missing or not a notebook"):
        Engine(tmp_path / "none").__enter__()


def test_an_engine_that_was_killed_fails_one_file_and_goes_on(
    toy: Path, solved: dict[str, Any]
) -> None:
    with Engine(toy, LIMITS) as engine:
        assert engine._process is not None
        os.kill(engine._process.pid, signal.SIGKILL)
        assert engine.grade(as_bytes(solved)).verdict is Verdict.FAILED
        assert points(engine.grade(as_bytes(solved))) == POINTS


def test_without_sandbox_marks_are_the_same(toy: Path, solved: dict[str, Any]) -> None:
    with Engine(toy, LIMITS, sandbox=False) as engine:
        assert points(engine.grade(as_bytes(solved))) == POINTS


DRIVER = """
import sys
from pathlib import Path
from autograder.engine import Engine
with Engine(Path(sys.argv[1])) as engine:
    print(engine._process.pid, flush=True)
    engine.grade(Path(sys.argv[2]).read_bytes())
"""


def test_a_killed_driver_leaves_no_process(
    toy: Path, solved: dict[str, Any], tmp_path: Path
) -> None:
    sleeping = copy.deepcopy(solved)
    sleeping["cells"][1]["source"] += "\nimport time\ntime.sleep(60)"
    (tmp_path / "slow.ipynb").write_bytes(as_bytes(sleeping))
    command = [sys.executable, "-c", DRIVER, str(toy), str(tmp_path / "slow.ipynb")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as driver:
        assert driver.stdout is not None
        grader = int(driver.stdout.readline())
        while len(processes_of(grader)) < 4:  # examiner, zygote and its keeper, student
            time.sleep(0.05)
        driver.kill()
    for _ in range(100):
        if not processes_of(grader):
            break
        time.sleep(0.05)
    assert not processes_of(grader)


values = st.sampled_from(
    ["", "x", "code", "markdown", "toy-mean", "check('toy-mean', 1, 2)", 4, [], {}]
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_mutated_notebooks_get_a_verdict(
    engine: Engine, solved: dict[str, Any], data: st.DataObject
) -> None:
    """Any mutation gives a verdict, and never more than the points there are."""
    notebook = copy.deepcopy(solved)
    for _ in range(data.draw(st.integers(1, 5))):
        cell = data.draw(st.sampled_from(notebook["cells"]))
        match data.draw(st.sampled_from(["drop", "copy", "set", "unset", "cut"])):
            case "drop" if len(notebook["cells"]) > 1:
                notebook["cells"].remove(cell)
            case "copy":
                notebook["cells"].append(copy.deepcopy(cell))
            case "set":
                cell[data.draw(st.sampled_from(sorted(cell)))] = data.draw(values)
            case "unset" if cell:
                del cell[data.draw(st.sampled_from(sorted(cell)))]
            case "cut" if isinstance(cell.get("source"), str):
                cell["source"] = cell["source"][: data.draw(st.integers(0, 80))]
    graded = engine.grade(as_bytes(notebook))
    assert graded.verdict in (Verdict.GRADED, Verdict.REFUSED)
    assert points(graded).keys() == POINTS.keys()
    assert all(0 <= points(graded)[id] <= most for id, most in POINTS.items())
    nbformat.validate(nbformat.from_dict(graded.notebook))
