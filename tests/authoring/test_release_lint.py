import nbformat
import pytest

from autograder.authoring.build import generate, read_solution, write
from autograder.authoring.lint import lint_assignment
from autograder.authoring.release_lint import lint_exercises
from autograder.exercises.assignment import read_bank

NAME = "example-one"


def test_a_fresh_release_has_no_findings(built):
    assert list(lint_assignment(built, NAME)) == []


def spoil(built, change):
    """Change the released notebook on disk; what the lint says then."""
    path = built.release(NAME) / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cells = {cell.id: cell for cell in notebook.cells}
    change(notebook, cells)
    nbformat.write(notebook, path)
    return [finding.what for finding in lint_assignment(built, NAME)]


def test_a_solution_line_is_found(built):
    def leak(notebook, cells):
        cells["one-risks-answer"].source += "\n    a, b = events_a / n_a, events_b / n_b"

    assert spoil(built, leak) == ["It gives away 'a, b = events_a / n_a, events_b / n_b'."]


def test_a_bank_line_is_found(built):
    def leak(notebook, cells):
        notebook.cells[0].source += "\nhidden=[([0.4, 1.3], [100, 25])],"

    assert spoil(built, leak) == ["It gives away 'hidden=[([0.4, 1.3], [100, 25])],'."]


def test_outputs_headers_and_marks_are_found(built):
    def leave(notebook, cells):
        notebook.metadata["jupytext"] = {}
        cells["one-risks"].execution_count = 3
        cells["one-risks-answer"].source += "\n    ### BEGIN SOLUTION"

    assert len(spoil(built, leave)) == 3


def test_a_solution_in_the_keys_is_found(built, source):
    bank = built.solution(NAME) / "bank.py"
    text = bank.read_text(encoding="utf-8")
    hint = '"a, b = events_a / n_a, events_b / n_b"'
    bank.write_text(text.replace('"Divide first."', hint), encoding="utf-8")
    write(built, generate(built))
    found = list(lint_assignment(built, NAME))
    assert [finding.where for finding in found] == [f"assignments/{NAME}: keys.json"]


def test_a_stray_file_is_found(built):
    (built.release(NAME) / "bank.py").write_text("", encoding="utf-8")
    assert [f.where for f in lint_assignment(built, NAME)] == [f"assignments/{NAME}/bank.py"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("risk_measures, meaning)", "meaning, risk_measures)", "the bank has (risk_measures"),
        ("risk_measures, meaning)", "risk_measures)", "the bank has (risk_measures"),
        ('check("one-risks"', 'check("one-share"', "is not the cell of that exercise"),
        ('# %% check="one-share"', "# %%", "has 0 check cells"),
        ("### BEGIN SOLUTION\nmeaning", "meaning", "marks no solution"),
        ("import math\n", "import math\n\n\n\n\n\n\n", "first code cell has more than 6"),
    ],
)
def test_a_notebook_that_does_not_ask_what_the_bank_judges_is_found(built, source, old, new, says):
    text = source.read_text(encoding="utf-8")
    assert old in text
    source.write_text(text.replace(old, new), encoding="utf-8")
    bank = read_bank(built.solution(NAME))
    found = [f.what for f in lint_exercises("here", read_solution(built, NAME, bank), bank)]
    assert any(says in what for what in found), found


def test_a_check_before_its_answer_is_found(built, source):
    text = source.read_text(encoding="utf-8")
    check = '# %% check="one-risks"\ncheck("one-risks", risk_measures, meaning)\n'
    assert check in text
    moved = text.replace(check, "").replace(
        '# %% answer="one-risks"', check + "\n" + '# %% answer="one-risks"'
    )
    source.write_text(moved, encoding="utf-8")
    bank = read_bank(built.solution(NAME))
    found = [f.what for f in lint_exercises("here", read_solution(built, NAME, bank), bank)]
    assert found == [
        "meaning is checked before any cell makes it.",
        "risk_measures is checked before any cell makes it.",
    ]
