"""The demonstration from release to report, by the engine itself."""

from __future__ import annotations

import subprocess
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
