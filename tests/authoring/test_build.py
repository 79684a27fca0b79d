import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from autograder.authoring.build import drift, generate, write
from autograder.cli import main
from autograder.errors import UserError

NAME = "example-one"


def run(layout, *words, monkeypatch):
    monkeypatch.chdir(layout.root)
    return CliRunner().invoke(main, list(words))


def test_everything_is_generated_beside_its_source(built):
    made = {p.relative_to(built.root).as_posix() for p in generate(built)}
    assert made == {
        "course/m99-example/1-example.ipynb",
        f"solutions/{NAME}/{NAME}.ipynb",
        f"solutions/{NAME}/keys.json",
        f"assignments/{NAME}/{NAME}.ipynb",
        f"assignments/{NAME}/keys.json",
    }
    assert not list(drift(built, generate(built)))


def test_a_second_build_writes_nothing(built):
    assert write(built, generate(built)) == []


def test_drift_is_missing_different_or_left_over(built):
    lesson = built.course / "m99-example" / "1-example.ipynb"
    keys = built.release(NAME) / "keys.json"
    former = built.course / "m99-example" / "9-former.ipynb"
    stray = built.release(NAME) / "bank.py"
    shutil.copy(lesson, former)
    lesson.unlink()
    keys.write_text("{}", encoding="utf-8")
    stray.write_text("", encoding="utf-8")
    assert dict(drift(built, generate(built))) == {
        lesson: "missing",
        keys: "different",
        former: "left over",
        stray: "not ours",
    }


@pytest.mark.parametrize(
    ("whose", "kept"),
    [
        ("made once, and git has it", False),
        ("made once, and changed since", True),
        ("made once, and never committed", True),
        ("somebody's notebook", True),
        ("somebody's data", True),
    ],
)
def test_only_what_a_build_made_and_git_has_is_removed(built, whose, kept):
    made = (built.course / "m99-example" / "1-example.ipynb").read_text(encoding="utf-8")
    texts = {"somebody's notebook": '{"cells": [], "metadata": {}}', "somebody's data": "a,b\n"}
    folder = built.release(NAME) if "data" in whose else built.solution(NAME)
    left = folder / ("data.csv" if "data" in whose else "former.ipynb")
    left.write_text(texts.get(whose, made), encoding="utf-8")
    git = ["git", "-C", str(built.root), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    if "never" in whose:
        subprocess.run([*git, "reset", "--quiet", "--", str(left)], check=False)
        subprocess.run([*git, "rm", "--quiet", "--cached", str(left)], check=False)
    subprocess.run([*git, "commit", "--quiet", "--message", "x"], check=True)
    if "changed" in whose:
        left.write_text(made + " ", encoding="utf-8")
    assert write(built, generate(built)) == [(left, "left alone" if kept else "removed")]
    assert left.exists() is kept


def test_nothing_is_removed_where_there_is_no_git(built, monkeypatch):
    former = built.course / "m99-example" / "9-former.ipynb"
    shutil.copy(built.course / "m99-example" / "1-example.ipynb", former)
    monkeypatch.setenv("PATH", "")
    assert write(built, generate(built)) == [(former, "left alone")]


def test_the_release_keeps_docstrings_and_placeholders_and_locks_checks(built):
    released = nbformat.read(built.release(NAME) / f"{NAME}.ipynb", as_version=4)
    cells = {cell.id: cell for cell in released.cells}
    answer, meaning = cells["one-risks-answer"].source, cells["one-risks-meaning-answer"].source
    assert '"""' in answer and answer.endswith("    # YOUR CODE HERE")
    assert meaning.startswith("meaning = ...") and "\nmeaning" not in meaning
    assert cells["one-risks"].metadata["editable"] is False
    assert cells["one-risks"].metadata["nbgrader"]["points"] == 4


def test_stock_nbgrader_makes_the_same_bytes(built):
    ours = {p.name: p.read_bytes() for p in built.release(NAME).iterdir()}
    shutil.rmtree(built.release(NAME))
    # nbgrader starts alembic by name, so the environment's programs must be found.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", NAME],
        cwd=built.root,
        env={**os.environ, "PATH": path},
        check=True,
        capture_output=True,
    )
    assert {p.name: p.read_bytes() for p in built.release(NAME).iterdir()} == ours


def test_check_ends_with_1_on_drift_and_writes_nothing(layout, monkeypatch):
    result = run(layout, "build", "--check", monkeypatch=monkeypatch)
    assert result.exit_code == 1
    assert f"missing  assignments/{NAME}/keys.json" in result.output
    assert not (layout.root / "assignments").exists()
    assert run(layout, "build", monkeypatch=monkeypatch).exit_code == 0
    assert run(layout, "build", "--check", monkeypatch=monkeypatch).exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("### END SOLUTION", "", "The release stops in ClearSolutions"),
        ('check="one-risks"', 'check="one-risk"', "names no exercise"),
        ("a, b = events_a / n_a, events_b / n_b", "a = b = 0", "ZeroDivisionError"),
    ],
)
def test_a_fault_in_a_source_stops_the_build_with_one_sentence(layout, source, old, new, says):
    text = source.read_text(encoding="utf-8")
    assert old in text
    source.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(UserError, match=says):
        generate(layout)
    assert not (layout.root / "assignments").exists()


def test_a_folder_outside_a_course_is_a_slip_not_a_crash(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 2
    assert result.output.startswith("Error:") and "Change to your clone" in result.output


def test_an_unknown_command_or_assignment_names_the_nearest(layout):
    result = CliRunner().invoke(main, ["biuld"])
    assert result.exit_code == 2 and "Did you mean build?" in result.output
    with pytest.raises(UserError, match="Did you mean example-one"):
        layout.assignment("exampel-one")
    assert layout.assignment("example-o") == "example-one"


def test_every_command_shows_an_example():
    for command in main.list_commands(None):
        result = CliRunner().invoke(main, [command, "--help"])
        assert result.exit_code == 0
        assert f"Example:  autograder {command}" in result.output, command


def test_lint_finds_nothing_in_a_good_course_and_speaks_json(built, monkeypatch):
    result = run(built, "lint", "--no-run", "--json", monkeypatch=monkeypatch)
    assert (result.exit_code, json.loads(result.output)) == (0, [])
    result = run(built, "lint", "nothing-like-it", monkeypatch=monkeypatch)
    assert result.exit_code == 2


def test_a_name_builds_that_part_and_removes_nothing(built, source, monkeypatch):
    stray = built.release(NAME) / "bank.py"
    stray.write_text("", encoding="utf-8")
    source.write_text("# %% [markdown]\n# broken, by somebody else", encoding="utf-8")
    (built.course / "m99-example" / "1-example.ipynb").unlink()
    result = run(built, "build", "m99-example/1", monkeypatch=monkeypatch)
    assert result.exit_code == 0
    assert result.output.split() == ["made", "course/m99-example/1-example.ipynb"]
    assert stray.exists()
    result = run(built, "build", "m98", monkeypatch=monkeypatch)
    assert result.exit_code == 2 and "begins with m98" in result.output


def test_what_a_solution_prints_does_not_end_up_in_the_terminal(layout, source, monkeypatch):
    text = source.read_text(encoding="utf-8")
    source.write_text(
        text.replace("import math\n", "import math\nprint('loud')\n"), encoding="utf-8"
    )
    assert "loud" not in run(layout, "build", monkeypatch=monkeypatch).output
