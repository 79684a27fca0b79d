"""Grading a class: what is graded, what is kept, and what survives."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.classroom import gradebook as gradebook_module
from autograder.classroom.gradebook import Gradebook
from autograder.classroom.pages import Pages
from autograder.errors import UserError

NAME = "example-one"
COURSE = "set-and-setting"


def test_everybody_gets_what_they_earned(folder, grade_class, notebooks):
    run = grade_class(folder)
    assert [record.student for record in run.records] == sorted(notebooks)
    with Gradebook(folder.database, COURSE) as book:
        sheets = book.sheets(NAME)
    for record in run.records:
        earned = sum(result.points for result in record.graded.results.values())
        assert sheets[record.student].score == earned
    assert {sheet.max_score for sheet in sheets.values()} == {11.0}
    assert max(sheet.score for sheet in sheets.values()) == 7.0


def test_unchanged_submissions_are_not_run_again(folder, grade_class, workers, written, notebooks):
    grade_class(folder)
    before = written(folder)
    assert len(workers.graded) == len(notebooks)
    run = grade_class(folder)
    assert (run.kept, len(workers.graded)) == (len(notebooks), len(notebooks))
    assert written(folder) == before


def test_only_the_answers_decide_what_is_run_again(folder, grade_class, workers, submit, notebooks):
    grade_class(folder)
    workers.graded.clear()
    outputs = json.loads(json.dumps(notebooks["student-01"]))
    outputs["metadata"]["noise"] = 1
    outputs["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x"}]
    submit(folder.root, "student-01", json.dumps(outputs))
    answers = json.loads(json.dumps(notebooks["student-02"]))
    answers["cells"][3]["source"] = "risk_measures = None"
    submit(folder.root, "student-02", json.dumps(answers))
    grade_class(folder)
    assert workers.graded == ["student-02"]


def test_a_changed_solution_runs_everything_again(
    folder, grade_class, workers, monkeypatch, notebooks
):
    grade_class(folder)
    workers.graded.clear()
    monkeypatch.setattr("autograder.classroom.records._environment", lambda: "another numpy")
    grade_class(folder)
    assert sorted(workers.graded) == sorted(notebooks)


@pytest.mark.parametrize("damage", ["", "x", '{"half": ', None])
def test_a_damaged_record_is_graded_again(folder, grade_class, workers, written, damage):
    grade_class(folder)
    before = written(folder)
    path = folder.records / NAME / "student-03.json"
    if damage is None:  # right JSON, but somebody changed a mark in it
        text = path.read_text("utf-8")
        path.write_text(text.replace('"points": 0.0', '"points": 1.0', 1), "utf-8")
    else:
        path.write_text(damage, "utf-8")
    workers.graded.clear()
    grade_class(folder)
    assert workers.graded == ["student-03"]
    assert written(folder) == before


def test_what_people_wrote_survives_grading_again(folder, grade_class, written, change):
    grade_class(folder)
    marked = change(
        folder,
        """update grade set manual_score = 3, extra_credit = 0.5, needs_manual_grade = false
           where id in (select g.id from grade g join base_cell c on c.id = g.cell_id
                        where c.name = 'one-memo')""",
    )
    change(folder, "update comment set manual_comment = 'Well put.'")
    change(folder, "update submitted_notebook set late_submission_penalty = 1")
    before = written(folder)
    assert marked == 24
    grade_class(folder, again=True)
    assert written(folder) == before
    shutil.rmtree(folder.records)
    grade_class(folder)
    assert written(folder) == before


def test_an_answer_that_changed_after_marking_asks_for_another_look(
    folder, grade_class, change, submit, notebooks
):
    grade_class(folder)
    change(folder, "update grade set manual_score = 3, needs_manual_grade = false")
    notebook = json.loads(json.dumps(notebooks["student-05"]))
    notebook["cells"][-1]["source"] = "Something else altogether."
    submit(folder.root, "student-05", json.dumps(notebook))
    grade_class(folder)
    with Gradebook(folder.database, COURSE) as book:
        sheets = book.sheets(NAME)
    waiting = {(s, c) for s, sheet in sheets.items() for c, m in sheet.marks.items() if m.waits}
    assert waiting == {("student-05", "one-memo")}
    assert sheets["student-05"].marks["one-memo"].manual == 3


@pytest.mark.parametrize("content", ["garbage", "", '{"nbformat": 3}'])
def test_a_file_that_is_no_notebook_is_on_the_list_of_troubles(
    folder, grade_class, submit, layout, content
):
    submit(folder.root, "student-01", content)
    for _ in range(2):  # graded, then kept
        run = grade_class(folder)
        assert [trouble.where for trouble in run.troubles] == [f"student-01/{NAME}"]
        assert len(run.records) == 24
    with Gradebook(folder.database, COURSE) as book:
        sheet = book.sheets(NAME)["student-01"]
        report = Pages(folder, book, layout).report([NAME], {}).read_text("utf-8")
    assert (sheet.score, sheet.waiting) == (0, 0)
    assert report.count("cannot be read as a notebook") == 1
    assert "People, not ratios" in report


def test_free_text_waits_for_a_person_unless_it_is_untouched(folder, grade_class, notebooks):
    grade_class(folder)
    with Gradebook(folder.database, COURSE) as book:
        sheets = book.sheets(NAME)
    untouched = {
        s for s, n in notebooks.items() if "YOUR ANSWER" in "".join(n["cells"][-1]["source"])
    }
    assert untouched
    for student, sheet in sheets.items():
        assert sheet.marks["one-memo"].waits == (student not in untouched)


def test_the_time_of_arrival_is_the_collectors(folder, grade_class):
    forged = folder.root / "submitted" / "student-01" / NAME / "timestamp.txt"
    forged.write_text("2001-01-01 00:00:00 UTC", "utf-8")
    (folder.root / "received.csv").write_text(
        f"student,assignment,received\nstudent-02,{NAME},2026-03-01T12:00:00+01:00\n", "utf-8"
    )
    records = {record.student: record for record in grade_class(folder).records}
    assert datetime.now(UTC) - records["student-01"].received < timedelta(days=1)
    assert records["student-02"].received == datetime(2026, 3, 1, 11, tzinfo=UTC)


def test_a_copy_of_the_class_folder_does_not_make_anybody_late(folder, grade_class, workers):
    first = {r.student: r.received for r in grade_class(folder).records}
    path = folder.root / "submitted" / "student-01" / NAME / f"{NAME}.ipynb"
    time.sleep(1.1)  # the file system keeps whole seconds of it
    path.chmod(0o600)
    workers.graded.clear()
    again = {r.student: r.received for r in grade_class(folder).records}
    assert again == first
    assert workers.graded == []


@pytest.mark.parametrize("why", ["the world changed", "it was asked for"])
def test_nothing_arrives_again_without_new_bytes(folder, grade_class, workers, monkeypatch, why):
    first = {r.student: r.received for r in grade_class(folder).records}
    time.sleep(1.1)  # the file system keeps whole seconds of it
    for path in folder.submitted.rglob("*.ipynb"):
        path.chmod(0o600)
    if why == "the world changed":
        monkeypatch.setattr("autograder.classroom.records._environment", lambda: "another numpy")
    workers.graded.clear()
    again = grade_class(folder, again=why == "it was asked for")
    assert len(workers.graded) == len(first)
    assert {r.student: r.received for r in again.records} == first
    changed = folder.submitted / "student-01" / NAME / f"{NAME}.ipynb"
    notebook = json.loads(changed.read_text("utf-8"))
    notebook["cells"][3]["source"] = "risk_measures = None"
    changed.write_text(json.dumps(notebook), "utf-8")
    later = {r.student: r.received for r in grade_class(folder).records}
    assert [student for student in first if later[student] != first[student]] == ["student-01"]


def test_a_gradebook_in_use_by_another_program_stops_kindly_and_goes_on_later(
    folder, grade_class, workers, written, monkeypatch
):
    monkeypatch.setattr(gradebook_module, "LOCK_WAIT_S", 0.1)
    with sqlite3.connect(folder.root / "gradebook.db") as other:
        other.execute("begin exclusive")
        with pytest.raises(UserError, match="in use by another program"):
            grade_class(folder)
        other.rollback()
    run = grade_class(folder)
    assert len(run.records) == 24
    assert len(written(folder)[0]) == 24 * 4


@pytest.mark.parametrize("fails_at", [1, 2, 11, 40])
def test_a_full_disk_stops_kindly_and_goes_on_later(
    folder, grade_class, written, monkeypatch, fails_at
):
    writes = iter(range(1, 1000))
    write_text = Path.write_text

    def until_full(path, *args, **options):
        if next(writes) == fails_at:
            write_text(path, "half of", encoding="utf-8")
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_text(path, *args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", until_full)
        with pytest.raises(UserError, match="No space left on device"):
            grade_class(folder)
    grade_class(folder)
    resumed = written(folder)
    grade_class(folder, again=True)
    assert written(folder) == resumed
    assert len(resumed[0]) == 24 * 4
    assert len(resumed[1]) == 24


def test_cells_that_came_after_the_class_began_are_refused_kindly(folder, grade_class, monkeypatch):
    grade_class(folder)
    from autograder.classroom import driver

    original = driver.release_notebook

    def with_one_less(notebook, config):
        released = original(notebook, config)
        released.cells = [c for c in released.cells if c.id != "one-share"]
        return released

    monkeypatch.setattr(driver, "release_notebook", with_one_less)
    with pytest.raises(UserError, match="cells were added or taken away"):
        grade_class(folder)


def in_a_child(work) -> int:
    """Do something in a forked process; its process id."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_run_killed_at_any_moment_ends_as_an_undisturbed_one(
    folder, grade_class, written, tmp_path_factory, new_gradebook
):
    undisturbed = type(folder)(tmp_path_factory.mktemp("undisturbed"))
    shutil.copytree(folder.submitted, undisturbed.submitted)
    shutil.copy(new_gradebook, undisturbed.root / "gradebook.db")
    start = time.monotonic()
    grade_class(undisturbed)
    duration = time.monotonic() - start
    expected = written(undisturbed)
    moments = random.Random(20261122)
    for round_of_kills in range(10):
        for name in ("autograded", ".autograder"):
            shutil.rmtree(folder.root / name, ignore_errors=True)
        shutil.copy(new_gradebook, folder.root / "gradebook.db")
        for _ in range(5):
            child = in_a_child(lambda: grade_class(folder))
            time.sleep(moments.uniform(0, duration))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        grade_class(folder)
        assert written(folder) == expected, f"after the kills of round {round_of_kills}"
    assert not list(folder.root.rglob("*.part"))


def test_two_runs_at_once_end_as_one_does(folder, grade_class, written, tmp_path_factory):
    children = [in_a_child(lambda: grade_class(folder)) for _ in range(2)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    together = written(folder)
    assert len(together[0]) == 24 * 4
    grade_class(folder, again=True)
    assert written(folder) == together


@pytest.mark.parametrize("address", ["nonsense", "nosuch://x/y", "sqlite:////no/such/folder/g.db"])
def test_a_wrong_address_of_a_gradebook_is_said_kindly(address):
    with pytest.raises(UserError, match="gradebook"):
        Gradebook(address, COURSE)


def test_lateness_counts_from_the_due_date_and_its_extension(folder, grade_class, change):
    (folder.root / "received.csv").write_text(
        "student,assignment,received\n"
        + "".join(f"student-0{n},{NAME},2026-03-01T12:00:00+00:00\n" for n in (1, 2)),
        "utf-8",
    )
    grade_class(folder)
    change(folder, "update assignment set duedate = '2026-03-01 11:00:00.000000'")
    change(
        folder,
        "update submitted_assignment set extension = '1970-01-01 00:30:00.000000' "
        "where student_id = 'student-02'",
    )
    with Gradebook(folder.database, COURSE) as book:
        sheets = book.sheets(NAME)
    assert sheets["student-01"].seconds_late == 3600
    assert sheets["student-02"].seconds_late == 1800
