"""From any bytes comes the instructor's notebook with the student's answers, or a refusal."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.engine.grading import Limits
from autograder.engine.master import Master, Role
from autograder.engine.notebook_file import RefusedError
from autograder.engine.rebuild import Piece, harmless_markdown, rebuild

STUB = 'def f():\n    """Says."""\n    # YOUR CODE HERE'


def code(source: str, id: str = "", **nbgrader: Any) -> dict[str, Any]:
    metadata = {"nbgrader": nbgrader} if nbgrader else {}
    return {
        "cell_type": "code",
        "id": id or nbgrader.get("grade_id", "plain"),
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def answer(source: str) -> dict[str, Any]:
    return code(source, grade_id="x-answer", solution=True, grade=False)


SETUP = code("import math", "start")
SOLVED = answer(STUB.replace("# YOUR", "### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n#"))
SOLVED["source"] = (
    'def f():\n    """Says."""\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION'
)
TEST = code("check('x', f)", grade_id="x", solution=False, grade=True, points=1)
MEMO = {
    "cell_type": "markdown",
    "id": "memo",
    "metadata": {"nbgrader": {"grade_id": "memo", "solution": True, "grade": True, "points": 3}},
    "source": "YOUR ANSWER HERE",
}
NOTEBOOK = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {},
    "cells": [SETUP, SOLVED, TEST, MEMO],
}
MASTER = Master.read(NOTEBOOK)


def rebuilt(*cells: dict[str, Any]) -> tuple[list[Piece], list[str]]:
    notebook = {**NOTEBOOK, "cells": list(cells)}
    return rebuild(json.dumps(notebook).encode(), MASTER, Limits())


def answer_of(pieces: list[Piece]) -> str:
    return next(p.source for p in pieces if p.master and p.master.grade_id == "x-answer")


def test_roles_and_stub() -> None:
    assert [cell.role for cell in MASTER.cells] == [
        Role.SETUP,
        Role.ANSWER,
        Role.TEST,
        Role.MANUAL,
    ]
    assert MASTER.cells[1].stub == STUB


def test_only_the_source_of_answers_is_taken() -> None:
    student = answer("def f(): return 2") | {"outputs": [{"output_type": "bad"}]}
    student["metadata"]["nbgrader"]["points"] = 99
    pieces, problems = rebuilt(SETUP, student, TEST, MEMO)
    assert [p.source for p in pieces] == [
        "import math",
        "def f(): return 2",
        *(cell["source"] for cell in (TEST, MEMO)),
    ]
    assert problems == []


def test_a_missing_answer_is_the_stub() -> None:
    pieces, problems = rebuilt(SETUP, TEST, MEMO)
    assert answer_of(pieces) == STUB
    assert "x-answer is missing" in problems[0]


@pytest.mark.parametrize(
    ("copies", "wins", "word"),
    [
        (["def f(): return 2", STUB], "def f(): return 2", "2 times"),
        ([STUB, "def f(): return 2"], "def f(): return 2", "2 times"),
        ([STUB, STUB], STUB, "2 times"),
        (["def f(): return 2", "def f(): return 3"], "def f(): return 3", "last whole one"),
        (["k = 2", "def f(): return k"], "k = 2\ndef f(): return k", "split"),
        (["def f():\n    k = 2", "    return k"], "def f():\n    k = 2\n    return k", "split"),
    ],
)
def test_copies_of_an_answer(copies: list[str], wins: str, word: str) -> None:
    pieces, problems = rebuilt(SETUP, *map(answer, copies), TEST, MEMO)
    assert answer_of(pieces) == wins
    assert len(problems) == 1
    assert word in problems[0]


def test_a_retyped_answer_counts() -> None:
    pieces, problems = rebuilt(
        SETUP, answer("def f(): return 2") | {"cell_type": "raw"}, TEST, MEMO
    )
    assert answer_of(pieces) == "def f(): return 2"
    assert "another type" in problems[0]


def test_changed_deleted_and_doubled_tests_are_told() -> None:
    assert "was changed" in rebuilt(SETUP, SOLVED, TEST | {"source": "1"}, MEMO)[1][0]
    assert "was deleted" in rebuilt(SETUP, SOLVED, MEMO)[1][0]
    assert "is there twice" in rebuilt(SETUP, SOLVED, TEST, TEST, MEMO)[1][0]


def test_own_cells_stay_where_they_stood() -> None:
    own, edited = code("k = 1", "own"), code("import math, json", "start")
    pieces, problems = rebuilt(edited, SOLVED, own, TEST, MEMO)
    sources = [p.source for p in pieces]
    assert sources[:2] == ["import math", "import math, json"]
    assert sources[3] == "k = 1"
    assert pieces[3].master is None
    assert problems == []


@pytest.mark.parametrize(
    "submission",
    [b"", b"\xff", b"[]", b"{}", b'{"nbformat": 4}', b'{"nbformat": 3, "cells": []}', b"9" * 9999],
)
def test_what_is_not_a_notebook_is_refused(submission: bytes) -> None:
    with pytest.raises(RefusedError):
        rebuild(submission, MASTER, Limits())


def test_markdown_is_made_harmless_and_readable() -> None:
    assert harmless_markdown("<script>a</script>") == "&lt;script>a&lt;/script>"
    assert harmless_markdown("p < 0.05 and 3 > 2") == "p < 0.05 and 3 > 2"


def follows_the_master(submission: bytes) -> None:
    try:
        pieces, problems = rebuild(submission, MASTER, Limits())
    except RefusedError as error:
        assert str(error)
        return
    assert [p.master for p in pieces if p.master] == list(MASTER.cells)
    tests = [p for p in pieces if p.master and p.master.role is Role.TEST]
    assert [p.source for p in tests] == [TEST["source"]]
    assert all(isinstance(problem, str) for problem in problems)


@given(st.binary(max_size=1000))
def test_any_bytes(submission: bytes) -> None:
    follows_the_master(submission)


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
)
cells = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | junk,
        "source": st.text(max_size=40) | st.lists(st.text(max_size=9), max_size=3) | junk,
        "metadata": st.fixed_dictionaries(
            {},
            optional={
                "nbgrader": st.fixed_dictionaries(
                    {}, optional={"grade_id": st.sampled_from(["x", "x-answer", "memo"]) | junk}
                )
                | junk
            },
        )
        | junk,
        "id": st.sampled_from(["start", "x"]) | junk,
        "outputs": junk,
    },
)


@settings(max_examples=400)
@given(st.lists(cells | junk, max_size=6), junk)
def test_any_notebook(cells: list[Any], metadata: Any) -> None:
    notebook = {"nbformat": 4, "cells": cells, "metadata": metadata}
    follows_the_master(json.dumps(notebook).encode())


@settings(max_examples=600)
@given(st.data())
def test_mutated_bytes_of_a_right_notebook(data: st.DataObject) -> None:
    text = bytearray(json.dumps(NOTEBOOK).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        length = data.draw(st.integers(0, 9))
        text[place : place + length] = data.draw(st.binary(max_size=9))
    follows_the_master(bytes(text))


def test_the_master_is_not_changed_by_rebuilding() -> None:
    before = copy.deepcopy(NOTEBOOK)
    rebuilt(SETUP, SOLVED, TEST, MEMO)
    assert before == NOTEBOOK
