"""The commands as people type them: what they print, how they end, how they say no."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.classroom import session
from autograder.cli import main

NAME = "example-one"
EXAMPLE = Path(__file__).parent.parent / "example"


@pytest.fixture
def type_in(monkeypatch, workers):
    """Type a command in the example course, graded by the quick workers."""
    monkeypatch.chdir(EXAMPLE)
    monkeypatch.setattr(session, "LocalWorkers", lambda *_args, **_options: workers)

    def run(*words: object) -> Result:
        return CliRunner().invoke(main, list(map(str, words)))

    return run


def test_a_class_from_grade_to_export(type_in, folder, tmp_path):
    there = ("--class-dir", folder.root)
    graded = type_in("grade", NAME, *there)
    assert graded.exit_code == 0, graded.output
    assert "Most frequent mix-ups" in graded.output
    assert type_in("feedback", *there).stdout.startswith("24 feedback pages are in")
    assert Path(type_in("report", *there).stdout.strip()).is_file()
    assert type_in("export", *there, "--output", tmp_path / "grades.csv").exit_code == 0
    rows = list(csv.reader(io.StringIO((tmp_path / "grades.csv").read_text("utf-8"))))
    assert len(rows) == 25


def test_json_for_programs(type_in, folder):
    there = ("--class-dir", folder.root, "--json")
    graded = json.loads(type_in("grade", *there).stdout)[NAME]
    assert (graded["graded"], graded["unchanged"], graded["troubles"]) == (24, 0, [])
    student = graded["students"]["student-01"]
    assert student["score"] == sum(r["points"] for r in student["exercises"].values())
    assert len(json.loads(type_in("feedback", *there).stdout)) == 24
    report = json.loads(type_in("report", *there).stdout)
    assert Path(report["page"]).is_file()
    assert report[NAME]["mistakes"][0]["id"] == "or-as-rr"


def test_what_could_not_be_graded_is_said_and_ends_with_1(type_in, folder):
    (folder.submitted / "a*b").mkdir()
    graded = type_in("grade", NAME, "--class-dir", folder.root)
    assert graded.exit_code == 1
    assert "a*b" in graded.output
    assert "cannot be a student's name" in " ".join(graded.output.split())


def test_a_plain_folder_of_notebooks(type_in, folder, tmp_path, notebooks):
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "ada.ipynb").write_text(json.dumps(notebooks["student-01"]), "utf-8")
    options = ("--from", plain, "--class-dir", folder.root, "--json")
    graded = json.loads(type_in("grade", NAME, *options).stdout)
    assert list(graded[NAME]["students"]) == ["ada"]
    assert "one name with --from" in type_in("grade", "--from", plain).output


def test_a_wrong_name_is_answered_with_the_near_one(type_in, folder):
    for command in ("grade", "feedback", "report", "export"):
        answer = type_in(command, "exampel-one", "--class-dir", folder.root)
        assert answer.exit_code == 2
        assert "Did you mean example-one?" in answer.output


def test_an_empty_class_leaves_nothing_behind(type_in, tmp_path):
    answer = type_in("grade", "--class-dir", tmp_path)
    assert answer.exit_code == 2
    assert "Nothing was handed in" in answer.output
    assert type_in("report", "--class-dir", tmp_path).exit_code == 2
    assert not list(tmp_path.iterdir())


def test_outside_a_course_it_says_where_to_go(type_in, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "not inside a course" in type_in("grade").output


@pytest.mark.parametrize("command", ["grade", "check", "feedback", "report", "export", "demo"])
def test_help_shows_an_example(type_in, command):
    answer = type_in(command, "--help")
    assert answer.exit_code == 0
    assert f"autograder {command}" in answer.output.split("Example:")[1]


@pytest.fixture
def own(tmp_path, notebooks, monkeypatch):
    """A student's own folder, outside any course: the notebook and its released keys."""
    folder = tmp_path / "own"
    folder.mkdir()
    shutil.copy(EXAMPLE / "assignments" / NAME / "keys.json", folder)
    monkeypatch.chdir(folder)
    path = folder / f"{NAME}.ipynb"
    path.write_text(json.dumps(notebooks["student-01"]), "utf-8")
    return path


def check(path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", str(path), *options])


def test_checking_ones_own_notebook_agrees_with_the_class(own, notebooks, workers):
    """Whatever needs no hidden data to be seen is seen with the released keys."""
    for student, notebook in notebooks.items():
        own.write_text(json.dumps(notebook), "utf-8")
        answer = check(own, "--json")
        found = json.loads(answer.stdout)
        expected = workers.grade(own.read_bytes()).results
        for id, result in expected.items():
            mine = found["results"][id]
            typed_in = any("typed in" in c.message for c in result.components)
            if not typed_in:
                assert mine["points"] == result.points, (student, id)
        assert answer.exit_code == (0 if found["points"] == found["max_points"] else 1)
        assert not found["hidden_data"]


def test_checking_shows_cards(own):
    text = check(own).stdout
    assert "People, not ratios" in text
    assert "on the notebook's own data" in text


def test_a_notebook_without_a_check_cell_says_so(own, notebooks):
    notebook = json.loads(json.dumps(notebooks["student-01"]))
    cells = notebook["cells"]
    notebook["cells"] = [
        c for c in cells if c["metadata"].get("nbgrader", {}).get("grade_id") != "one-share"
    ]
    own.write_text(json.dumps(notebook), "utf-8")
    assert "The check of one-share is missing" in check(own).stdout
    notebook["cells"] = []
    own.write_text(json.dumps(notebook), "utf-8")
    assert "is not a notebook of example-one" in check(own).stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("not json", "cannot be read as a notebook"),
        ("[]", "is not a notebook"),
        ('{"cells": []}', "is not a notebook"),
        ('{"nbformat": 3, "worksheets": []}', "it has no cells"),
    ],
)
def test_what_is_no_notebook_is_refused_kindly(own, content, said):
    own.write_text(content, "utf-8")
    answer = check(own)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert "Traceback" not in answer.output


def test_without_keys_it_says_what_belongs_together(own):
    (own.parent / "keys.json").unlink()
    assert "There is no keys.json beside this notebook" in check(own).stderr


def test_a_notebook_of_no_assignment_in_the_course(type_in, tmp_path, notebooks):
    notebook = {**notebooks["student-01"], "cells": []}
    path = tmp_path / "exampel-one.ipynb"
    path.write_text(json.dumps(notebook), "utf-8")
    answer = type_in("check", path)
    assert answer.exit_code == 2
    assert "Did you mean example-one.ipynb?" in answer.output


def test_a_notebook_of_any_name_is_known_by_its_cells(type_in, tmp_path, notebooks):
    path = tmp_path / "mine.ipynb"
    path.write_text(json.dumps(notebooks["student-01"] | {"metadata": None}), "utf-8")
    assert json.loads(type_in("check", path, "--json").stdout)["assignment"] == NAME


def test_inside_the_course_hidden_data_are_used(type_in, folder):
    """The engine itself, on a notebook whose values are typed in."""
    typed_in = folder.submitted / "student-03" / NAME / f"{NAME}.ipynb"
    answer = type_in("check", typed_in, "--json")
    found = json.loads(answer.stdout)
    assert found["hidden_data"]
    messages = [c["message"] for r in found["results"].values() for c in r["components"]]
    assert any("typed in" in message for message in messages)
    assert answer.exit_code == 1
