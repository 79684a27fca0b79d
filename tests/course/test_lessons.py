"""Every lesson runs, and the numbers its questions expect are the numbers its code computes."""

from pathlib import Path

import pytest

import course
from course import display
from course.questions import questions

LESSONS = sorted(Path(course.__file__).parent.glob("m[0-9][0-9]-*/[0-9]-*.py"))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_numbers_asked_for_are_computed_by_the_lesson(lesson, monkeypatch):
    monkeypatch.setattr(display, "sink", lambda bundle: None)
    source = lesson.read_text(encoding="utf-8")
    names = {"__name__": "lesson"}
    exec(compile(source, str(lesson), "exec"), names)
    for q in questions(lesson.parent).values():
        if q.kind == "number" and f'ask("{q.id}"' in source:
            assert abs(eval(q.computed, names) - q.answer) <= q.tolerance, q.id


@pytest.mark.parametrize("folder", sorted({path.parent for path in LESSONS}), ids=lambda f: f.name)
def test_right_answers_are_spread_over_the_letters(folder):
    """Nobody does well by always choosing the same letter."""
    choices = [q for q in questions(folder).values() if q.kind == "choice"]
    keys = [q.answer for q in choices if len(q.options) == 4]
    assert len(keys) >= 4
    most = max(keys.count(letter) for letter in "abcd")
    assert set(keys) == set("abcd") and most <= max(2, 0.4 * len(keys)), sorted(keys)


@pytest.mark.parametrize("folder", sorted({path.parent for path in LESSONS}), ids=lambda f: f.name)
def test_every_question_is_asked_in_one_lesson_and_its_slips_are_slips(folder):
    sources = [path.read_text(encoding="utf-8") for path in folder.glob("[0-9]-*.py")]
    for q in questions(folder).values():
        assert sum(f'ask("{q.id}"' in source for source in sources) == 1, q.id
        assert q.answer not in q.mistakes, q.id
        for slip in q.mistakes if q.kind == "number" else ():
            assert abs(float(slip) - float(q.answer)) > 2 * q.tolerance, q.id
