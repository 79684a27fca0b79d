import nbformat
import pytest

from autograder.authoring.percent import (
    headings,
    lesson_notebook,
    notebook_text,
    slug,
    solution_notebook,
)
from autograder.errors import UserError

LESSON = """\
# %% [markdown]
# # A title

# %%
1 + 1

# %%
2 + 2

# %% [markdown] tags=["instructor"]
# ## A part · with *signs* (2)

# %%
3 + 3
"""
POINTS = {"m99-x": 2.0, "m99-y": 1.5}


def test_a_notebook_is_the_same_on_every_build():
    first = notebook_text(lesson_notebook(LESSON, "course/a.py"))
    assert first == notebook_text(lesson_notebook(LESSON, "course/a.py"))
    nbformat.validate(nbformat.reads(first, as_version=4))
    assert "jupytext" not in first and first.endswith("}\n")


def test_ids_are_read_from_headings_and_stay_when_another_section_grows():
    ids = [cell.id for cell in lesson_notebook(LESSON, "a").cells]
    assert ids == ["a-title", "a-title-code", "a-title-code-2", "a-part-with-signs-2",
                   "a-part-with-signs-2-code"]  # fmt: skip
    longer = LESSON.replace("# %%\n2 + 2", "# %%\n0\n\n# %%\n2 + 2")
    assert [cell.id for cell in lesson_notebook(longer, "a").cells][-2:] == ids[-2:]


def test_a_header_in_the_source_leaves_no_trace():
    header = "# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py:percent\n# ---\n\n"
    with_header = notebook_text(lesson_notebook(header + LESSON, "a"))
    assert with_header == notebook_text(lesson_notebook(LESSON, "a"))


def grading(option: str, kind: str = "") -> dict:
    marker = f"# %% {kind}{option}\n" + ("# text" if kind else "x = 1")
    return solution_notebook(marker, "a", POINTS).cells[0].metadata.nbgrader


def test_answer_check_and_manual_cells_become_nbgrader_cells():
    answer, check = grading('answer="m99-x"'), grading('check="m99-x"')
    manual = grading('manual="m99-memo" points=6', "[markdown] ")
    assert (answer.grade_id, answer.solution, answer.grade) == ("m99-x-answer", True, False)
    assert (check.grade_id, check.solution, check.grade) == ("m99-x", False, True)
    assert (check.points, check.locked) == (2, True)
    assert (manual.grade_id, manual.solution, manual.grade, manual.points) == (
        "m99-memo", True, True, 6,
    )  # fmt: skip
    assert grading('check="m99-y"').points == 1.5


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('# %% check="m99-z"\nx', "names no exercise of bank.py. There are: m99-x, m99-y."),
        ('# %% answer="m99-x" check="m99-x"\nx', "only one of them"),
        ('# %% [markdown] manual="m99-x"\n# x', "needs points=N"),
    ],
)
def test_a_slip_in_the_source_is_said_plainly(source, says):
    with pytest.raises(UserError, match=says):
        solution_notebook(source, "solutions/a.py", POINTS)


def test_slugs_and_headings():
    assert slug("What this `cannot` tell us?") == "what-this-cannot-tell-us"
    assert headings("# One\n\n```\n# not one\n```\n## Two ##x\n#three") == ["One", "Two ##x"]
