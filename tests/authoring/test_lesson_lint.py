"""Each rule stays silent on the example lesson and speaks when that lesson is spoilt in one way."""

from pathlib import Path

import nbformat
import pytest

from autograder.authoring.books import Books
from autograder.authoring.lesson_lint import (
    RULES,
    Lesson,
    claims,
    is_printed,
    lint_lesson,
    numbers,
    printed_numbers,
)
from autograder.authoring.percent import lesson_notebook

COURSE = Path(__file__).parent / "lesson" / "course"
SOURCE = (COURSE / "m99-example" / "1-example.py").read_text(encoding="utf-8")
WHERE = "course/m99-example/1-example.py"


def findings(source: str, where: str = WHERE) -> list[str]:
    notebook = lesson_notebook(source, where)
    return [f.what for f in lint_lesson(Lesson(where, notebook, Books.read(COURSE)))]


def test_a_good_lesson_has_no_findings():
    assert findings(SOURCE) == []


SPOILT = {
    "sizes": [
        ("# One trial is one trial.", "# " + "word " * 180, "words; at most 180"),
        ('ask("m99-1-recall-1")', "x = 1\n" * 15 + 'ask("m99-1-recall-1")', "20 lines of code"),
        ("from course", "x = 1\n" * 6 + "from course", "at most 6 in the set-up"),
        ("show(None", "x = 1\n" * 40 + "show(None", "at most 40"),
        ("# %%\nask(", "# %%\n1\n\n" * 52 + "# %%\nask(", "cells; at most 60"),
    ],
    "opening": [
        ("45 minutes", "Some time", "how many minutes"),
        ("# - count people;\n", "", "list 2 objectives"),
        ("# - count people;\n", "# - count people;\n" * 4, "list 6 objectives"),
        ("# # An example lesson", "# An example lesson", "no title"),
    ],
    "figures": [
        ("show(None", "print(None", "No figure among the first 8"),
        (", table=None", "", "no table"),
        ("alt=", "caption=", "no alt text"),
        ("More people responded with the drug than without it.", "A bar chart", "3 words"),
    ],
    "predictions": [
        ('ask("m99-1-second", ...)', "0", "1 predict questions"),
        ('reveal("m99-1-second", 17.5)', "0", "m99-1-second is not revealed"),
    ],
    "chart_code": [
        ('# %% tags=["chart"]', "# %%", "its code is not folded"),
        ("# Draws a hundred people per arm", "# A figure", "does not say what it does"),
    ],
    "hands_on": [(' tags=["try"]', "", "to be changed and run again")],
    "recall": [
        ('ask("m99-1-recall-5")', "", "4 recall questions"),
        ('ask("m99-1-recall-2")', 'ask("m99-1-recall-6")', "1 recall questions return"),
    ],
    "known_questions": [('ask("m99-1-recall-3")', 'ask("m99-1-x")', "names no question")],
    "limits": [("## What this cannot tell us", "## The end", "No section")],
    "citations": [
        ("10.1038/s41591-023-02565-4", "10.1038/other", "not in the bibliography"),
        ("10.1038/s41591-023-02565-4", "s41591-023-02565-4", "is not a DOI"),
        ("10.1038/s41591-023-02565-4", "10.1007/s00213-019-05249-5", "does not say so"),
        ("NCT04077437", "NCT0407743", "not a registry number"),
        ("NCT04077437", "NCT01234567", "neither in the bibliography"),
    ],
    "terms": [
        ("../glossary.md#response", "../glossary.md#answer", "answer is not defined"),
        ("[responded](../glossary.md#response)", "responded", "links no glossary term"),
    ],
}
SPOILT["wordings"] = [
    ("One trial is one trial.", "The difference may be as large as 34 points.", "makes walls"),
    ("One trial is one trial.", "Severe side effects came in 9 of 100.", "a side effect"),
]
CASES = [(rule, *case) for rule, cases in SPOILT.items() for case in cases]


@pytest.mark.parametrize(("rule", "old", "new", "says"), CASES)
def test_a_spoilt_lesson_is_found_out(rule, old, new, says):
    assert old in SOURCE
    found = findings(SOURCE.replace(old, new))
    assert any(says in what for what in found), found


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("The difference may be as small as 0.7 points or as large as 34.3.", True),
        ("The true gap may be anything from about nothing to about a third.", True),
        ("The true effect could lie anywhere between one and 34.", True),
        ("So the true value lies between 3 and 140.", True),
        ("The data fit 17 more best, and fairly well anything from 1 to 34 more.", False),
        ("A difference of 34 points still fits fairly well.", False),
        ("A dose of this drug can be as large as 25 mg.", False),
        ("Never write “the difference may be as large as 34”.", False),
        ("The room can be anywhere from cosy to cold.", False),
        ("Its side effects were mild.", True),
        ("Of 100 people 9 had severe side\neffects with the drug.", True),
        ("An adverse event need not be a side effect of the drug.", False),
        ("A headache after placebo is not a side effect.", False),
        ("The leaflet says “few side effects” and gives no number.", False),
        ("Severe adverse events were recorded in 9 of 100.", False),
    ],
)
def test_walls_and_side_effects_are_told_from_careful_words(sentence, accused):
    found = findings(SOURCE.replace("One trial is one trial.", sentence.replace("\n", "\n# ")))
    assert (found != []) is accused, found


def test_what_a_question_answers_is_prose_too_and_its_wrong_options_are_not():
    books = Books.read(COURSE)
    lesson = Lesson(WHERE, lesson_notebook(SOURCE, WHERE), books)
    wall = "The true gap may be as large as 34."
    question = books.questions["m99-1-meaning"]
    question["options"] = dict.fromkeys(question["options"], wall)
    assert lint_lesson(lesson) == []
    question["after"] = wall
    assert ["walls" in f.what for f in lint_lesson(lesson)] == [True]


def test_every_rule_has_a_lesson_that_breaks_it():
    assert {rule.__name__ for rule in RULES} == {*SPOILT, "help_at_hand", "numbers"}


@pytest.mark.parametrize(
    ("id", "key", "says"),
    [
        ("m99-1-alone", "hint", "has no hint"),
        ("m99-1-alone", "worked", "has no worked answer"),
        ("m99-1-meaning", "replies", "does not say why option c fails"),
        ("m99-1-meaning", "mistakes", "does not say why option b fails"),
    ],
)
def test_a_question_without_help_is_found_out(id, key, says):
    books = Books.read(COURSE)
    del books.questions[id][key]
    lesson = Lesson(WHERE, lesson_notebook(SOURCE, WHERE), books)
    assert [says in f.what for f in lint_lesson(lesson)] == [True]


def test_a_reveal_before_the_question_does_not_count():
    moved = SOURCE.replace('reveal("m99-1-first", 69.0)\n', "").replace(
        'ask("m99-1-first", ...)', 'reveal("m99-1-first", 69.0)\n\n# %%\nask("m99-1-first", ...)'
    )
    assert findings(moved) == ["m99-1-first is not revealed in a later cell."]


def test_the_first_module_has_no_earlier_one_to_return_to():
    early = SOURCE.replace('ask("m99-1-recall-1")', 'ask("m99-1-recall-3")')
    assert "m01" not in WHERE and findings(early)
    assert not any("return to" in what for what in findings(early, "course/m01-numbers/1-a.py"))


def test_notes_for_instructors_are_not_held_to_the_limits():
    assert findings(SOURCE.replace("Ask the room", "word " * 200)) == []


def test_an_address_may_hold_brackets():
    odd = SOURCE.replace("10.1038/s41591-023-02565-4", "10.1016/S2215-0366(18)30135-4")
    assert findings(odd) == ["10.1016/s2215-0366(18)30135-4 is not in the bibliography."]


def test_a_retracted_work_may_be_cited_as_retracted():
    doi = "10.1007/s00213-019-05249-5"
    text = SOURCE.replace("10.1038/s41591-023-02565-4", doi).replace(
        "also says", "says (retracted)"
    )
    assert findings(text) == []


def executed(prose: str, printed: str) -> Lesson:
    notebook = lesson_notebook(f"# %%\nprint()\n\n# %% [markdown]\n# {prose}", WHERE)
    run = nbformat.from_dict(notebook)
    run.cells[0].outputs = [nbformat.v4.new_output("stream", name="stdout", text=printed)]
    return Lesson(WHERE, notebook, Books(), run)


@pytest.mark.parametrize(
    ("prose", "printed", "traced"),
    [
        ("The ratio is 1.25.", "ratio 1.2534", True),
        ("The ratio is 1.26.", "ratio 1.2534", False),
        ("The difference was −0.71.", "-0.7124", True),
        ("So 69 % responded.", "0.6905", True),
        ("So 69 % responded.", "0.7", False),
        ("Here n = 104.", "104 people", True),
        ("Here n = 104.", "1,104 people", False),
        ("Here n = 1,104.", "1,104 people", True),
        ("It was 1.25, see [a](https://doi.org/10.1038/x).", "nothing", True),
        ("The 95 % confidence interval is wide.", "nothing", True),
        ("Lesson 7.2 is about it, `x = 0.5` too.", "nothing", True),
        ("In all 3 trials of 2 drugs.", "nothing", True),
    ],
)
def test_a_number_in_prose_is_cited_or_printed(prose, printed, traced):
    assert (list(numbers(executed(prose, printed))) == []) is traced


def test_numbers_are_read_from_tables_and_values_but_not_from_style():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x")])
    data = {"text/html": "<style>a{width:77px}</style><td>1,204.5</td>", "text/plain": "−3"}
    notebook.cells[0].outputs = [nbformat.v4.new_output("display_data", data=data)]
    assert sorted(printed_numbers(notebook)) == [-3.0, 1204.5]


def test_a_percentage_may_be_printed_as_a_proportion_but_a_ratio_may_not():
    assert is_printed("86.5 %", [0.8654])
    assert not is_printed("86.5", [0.8654])
    assert claims("A 12.5 % rise in 3 of 4, n = 20.") == ["12.5 %", "n = 20"]
