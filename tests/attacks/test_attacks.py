"""Every attack earns what it honestly earns, learns nothing, and leaves nothing behind."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from autograder.engine import Graded
from tests.attacks.submission import POINTS, Submission
from tests.attacks.world import World, processes_of

HERE = Path(__file__).parent
SUBMISSIONS = sorted((HERE / "submissions").glob("*.py"))
HONEST = sorted((HERE / "honest").glob("*.py"))
SCRIPT = re.compile(r"<script|<iframe|<svg|<style|javascript:|\son\w+\s*=", re.IGNORECASE)


@pytest.mark.parametrize("path", SUBMISSIONS, ids=lambda path: path.stem)
def test_attack(path: Path, world: World) -> None:
    submission = Submission.read(path, world.places)
    before, processes, grader = world.digest(), processes_of(world.grader), world.grader
    graded = world.engine.grade(submission.notebook(world.released, world.master))

    assert {id: result.points for id, result in graded.results.items()} == submission.earns
    assert str(graded.verdict) == submission.header.get("Verdict", "graded")
    assert not world.leaked(graded)
    assert world.digest() == before
    assert processes_of(world.grader) == processes
    _holds_no_script(graded)
    _as_announced(submission, graded)

    assert world.grader == grader, "the grader had to be started again"
    honest = world.engine.grade(json.dumps(world.master).encode())
    assert {id: result.points for id, result in honest.results.items()} == POINTS


@pytest.mark.parametrize("path", HONEST, ids=lambda path: path.stem)
def test_honest_students_are_not_hurt(path: Path, world: World) -> None:
    submission = Submission.read(path, world.places)
    graded = world.engine.grade(submission.notebook(world.released, world.master))
    assert {id: result.points for id, result in graded.results.items()} == submission.earns
    _as_announced(submission, graded)


def test_there_are_at_least_sixty_techniques_and_variants() -> None:
    assert len(SUBMISSIONS) >= 60


def _holds_no_script(graded: Graded) -> None:
    for cell in graded.notebook["cells"]:
        if cell["cell_type"] == "markdown":
            assert not re.search("<[a-z/!?]", cell["source"], re.IGNORECASE)
            for picture in cell.get("attachments", {}).values():
                assert picture.keys() <= {"image/png", "image/jpeg", "image/gif"}
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            is_card = cell["metadata"].get("nbgrader", {}).get("grade")
            assert is_card or not SCRIPT.search(str(data.get("text/html", "")))
            assert data.keys() <= {
                "text/plain",
                "text/html",
                "image/png",
                "image/jpeg",
                "application/vnd.plotly.v1+json",
            }
            assert "script" not in str(data.get("image/png", ""))
            assert "\x1b" not in json.dumps(output, ensure_ascii=False)


def _as_announced(submission: Submission, graded: Graded) -> None:
    shown = json.dumps([cell.get("outputs", []) for cell in graded.notebook["cells"]])
    for header, words in submission.header.items():
        if header == "Output holds":
            assert words in shown
        elif header == "Output lacks":
            assert not [word for word in words.split() if word in shown]
        elif header.startswith("Outcome of "):
            assert str(graded.results[header.removeprefix("Outcome of ")].outcome) == words
        elif header == "Problem":
            assert any(words in problem for problem in graded.problems), graded.problems
