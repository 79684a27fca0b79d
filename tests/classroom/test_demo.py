"""The demonstration from release to report, by the engine itself."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.classroom.folder import ClassFolder
from autograder.classroom.records import Records
from autograder.cli import main
from autograder.engine import Verdict

NAME = "example-one"
EXAMPLE = Path(__file__).parent.parent / "example"


def changes() -> str:
    done = subprocess.run(
        ["git", "status", "--porcelain", "--ignored", "--", "."],
        cwd=EXAMPLE,
        capture_output=True,
        text=True,
    )
    return "\n".join(line for line in done.stdout.splitlines() if "__pycache__" not in line)


@pytest.mark.slow
def test_a_class_in_a_folder_of_its_own(tmp_path, monkeypatch, workers, notebooks):
    monkeypatch.chdir(EXAMPLE)
    before = changes()
    words = ["demo", "--class-dir", str(tmp_path / "class"), "--jobs", "2"]
    answer = CliRunner().invoke(main, words)
    assert answer.exit_code == 0, answer.output
    assert changes() == before
    folder = ClassFolder(tmp_path / "class")
    records = list(Records(folder).of(NAME))
    assert {record.graded.verdict for record in records} == {Verdict.GRADED}
    for record in records:
        path = folder.submitted / record.student / NAME / f"{NAME}.ipynb"
        quick = workers.grade(path.read_bytes()).results
        points = {id: result.points for id, result in record.graded.results.items()}
        assert points == {id: result.points for id, result in quick.items()}
    for path in (folder.report, folder.root / "grades.csv", folder.root / "gradebook.db"):
        assert path.is_file()
        assert path.name == "gradebook.db" or str(path) in answer.stdout
    assert len(list(folder.feedback.rglob("*.html"))) == len(notebooks)
    assert "Most frequent mix-ups" in answer.stdout


def test_a_folder_in_use_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(EXAMPLE)
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    answer = CliRunner().invoke(main, ["demo", "--class-dir", str(tmp_path)])
    assert answer.exit_code == 2
    assert "is not empty" in answer.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def family_of(pid: int) -> set[int]:
    """A process and all that come from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = {pid}
    for task in children.parent.parent.glob("*/children"):
        for child in task.read_text("utf-8").split():
            found |= family_of(int(child))
    return found


def wait_for(condition, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return bool(condition())


@pytest.mark.slow
def test_a_run_killed_with_its_engines_at_work_leaves_no_process_and_goes_on(
    folder, workers, notebooks
):
    command = [str(Path(sys.executable).with_name("autograder")), "grade", NAME, "--jobs", "2"]
    command += ["--class-dir", str(folder.root), "--json"]
    records = folder.records / NAME
    run = subprocess.Popen(command, cwd=EXAMPLE, stdout=subprocess.DEVNULL)
    assert wait_for(lambda: records.is_dir() and len(list(records.glob("*.json"))) > 2)
    processes = family_of(run.pid)
    run.kill()
    run.wait()
    assert len(processes) > 2
    assert wait_for(lambda: not [p for p in processes if Path(f"/proc/{p}").exists()])
    done = len(list(records.glob("*.json")))
    again = subprocess.run(command, cwd=EXAMPLE, capture_output=True, text=True, check=True)
    result = json.loads(again.stdout)[NAME]
    assert result["unchanged"] >= done
    assert result["unchanged"] + result["graded"] == len(notebooks)
    for student, own in result["students"].items():
        path = folder.submitted / student / NAME / f"{NAME}.ipynb"
        quick = workers.grade(path.read_bytes()).results
        assert own["score"] == sum(r.points for r in quick.values())
