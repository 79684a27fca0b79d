"""Finding what was handed in: names, links, odd files."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from autograder.classroom.folder import ClassFolder
from autograder.classroom.submissions import (
    find_in_plain_folder,
    find_submissions,
    handed_in,
    student_name,
)
from autograder.engine import intake
from autograder.engine.intake import UnreadableError
from autograder.errors import UserError
from tests.classroom.real_files import NAMES

NAME = "example-one"
SOLUTION = Path(__file__).parent.parent / "example" / "solutions" / NAME


@pytest.fixture
def folder(tmp_path, submit) -> ClassFolder:
    submit(tmp_path, "student-01", "{}")
    return ClassFolder(tmp_path)


def found(folder):
    all_found = find_submissions(folder, SOLUTION)
    students = [submission.student for submission in all_found.submissions]
    return students, {trouble.where: trouble.what for trouble in all_found.troubles}


@pytest.mark.parametrize(
    "name", ["student-01", "josé", "李雷", "ada.l@example", "Ana Maria", "7", *NAMES]
)
def test_names_of_many_kinds_are_welcome(name):
    assert student_name(unicodedata.normalize("NFD", name)) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "-rf",
        "=1+1",
        "+a",
        "a*",
        "a\nb",
        "a\u202eb",
        "a ",
        "x" * 201,
        "a" + "é" * 100,
    ],
)
def test_names_that_could_do_harm_are_refused(name):
    with pytest.raises(UserError, match="cannot be a student's name"):
        student_name(name)


def test_a_bad_name_costs_only_itself(folder, submit):
    submit(folder.root, "a*b", "{}")
    students, troubles = found(folder)
    assert students == ["student-01"]
    assert "cannot be a student's name" in troubles["'a*b'"]


def test_twins_are_told_apart_by_a_person(folder, submit):
    submit(folder.root, unicodedata.normalize("NFC", "zoë"), "{}")
    submit(folder.root, unicodedata.normalize("NFD", "zoë"), "{}")
    students, troubles = found(folder)
    assert students == ["student-01"]
    assert len(troubles) == 2


@pytest.mark.parametrize("which", ["student", "assignment", "file"])
def test_links_are_not_followed(folder, tmp_path, which):
    secret = tmp_path / "secret.ipynb"
    secret.write_text("secret", "utf-8")
    own = folder.submitted / "student-02"
    if which == "student":
        own.symlink_to(folder.submitted / "student-01")
    elif which == "assignment":
        own.mkdir()
        (own / NAME).symlink_to(folder.submitted / "student-01" / NAME)
    else:
        (own / NAME).mkdir(parents=True)
        (own / NAME / f"{NAME}.ipynb").symlink_to(secret)
    all_found = find_submissions(folder, SOLUTION)
    if which == "file":
        linked = next(s for s in all_found.submissions if s.student == "student-02")
        with pytest.raises(UnreadableError, match="is a link"):
            linked.read()
    else:
        assert [s.student for s in all_found.submissions] == ["student-01"]
        assert "is a link" in all_found.troubles[0].what


def test_a_pipe_is_not_waited_for(folder):
    path = folder.submitted / "student-02" / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    piped = next(
        s for s in find_submissions(folder, SOLUTION).submissions if s.student == "student-02"
    )
    with pytest.raises(UnreadableError, match="not a plain file"):
        piped.read()


def test_a_huge_file_is_not_read(folder, monkeypatch):
    monkeypatch.setattr(intake, "MAX_BYTES", 1)
    with pytest.raises(UnreadableError, match="larger than"):
        find_submissions(folder, SOLUTION).submissions[0].read()


def test_one_notebook_of_another_name_counts(folder):
    path = folder.submitted / "student-01" / NAME / f"{NAME}.ipynb"
    path.rename(path.with_name(f"{NAME} (1).ipynb"))
    (submission,) = find_submissions(folder, SOLUTION).submissions
    assert submission.read()[0] == b"{}"
    assert "it counts" in submission.note


def test_several_notebooks_of_other_names_do_not(folder):
    path = folder.submitted / "student-01" / NAME / f"{NAME}.ipynb"
    path.rename(path.with_name("a.ipynb"))
    path.with_name("b.ipynb").write_text("{}", "utf-8")
    students, troubles = found(folder)
    assert students == []
    assert troubles[f"student-01/{NAME}"].startswith("There are 2 notebooks here")


def test_an_empty_class_says_what_to_do(tmp_path):
    with pytest.raises(UserError, match="Put notebooks at submitted/STUDENT"):
        find_submissions(ClassFolder(tmp_path), SOLUTION)


def test_a_plain_folder_of_notebooks(tmp_path):
    for name in ("student-01.ipynb", "student-02.ipynb", "notes.txt", "a*b.ipynb"):
        (tmp_path / name).write_text("{}", "utf-8")
    all_found = find_in_plain_folder(tmp_path, NAME)
    assert [s.student for s in all_found.submissions] == ["student-01", "student-02"]
    assert [t.where for t in all_found.troubles] == ["'a*b'"]


def test_what_was_handed_in_at_all(folder):
    assert handed_in(folder) == {NAME}


@pytest.mark.parametrize(
    "line", ["student-01,example-one,yesterday", "student-01,example-one", "../x,y,2026-01-01"]
)
def test_a_broken_list_of_arrivals_says_where(folder, line):
    (folder.root / "received.csv").write_text(f"student,assignment,received\n{line}\n", "utf-8")
    with pytest.raises(UserError, match=r"received\.csv, line 2"):
        find_submissions(folder, SOLUTION)
