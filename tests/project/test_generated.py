"""The committed course: nothing drifted, every lint is silent, every notebook runs."""

from pathlib import Path

import nbformat
import pytest

from autograder.authoring.books import Books
from autograder.authoring.build import drift, generate, read_solution
from autograder.authoring.layout import Layout
from autograder.authoring.lint import lint_assignment, lint_lesson_file
from autograder.authoring.run import run_notebook
from autograder.exercises.assignment import read_bank

COURSE = Layout(Path(__file__).parents[2])
EXAMPLE = Layout(COURSE.root / "tests" / "example")
ASSIGNMENTS = [(c, name) for c in (COURSE, EXAMPLE) for name in c.assignments()]
each_assignment = pytest.mark.parametrize(
    ("layout", "name"), ASSIGNMENTS, ids=[name for _, name in ASSIGNMENTS]
)


@pytest.mark.parametrize("layout", [COURSE, EXAMPLE], ids=["course", "example"])
def test_generated_files_are_as_their_sources_make_them(layout):
    changes = [f"{layout.relative(path)} is {how}" for path, how in drift(layout, generate(layout))]
    assert not changes, "Run `autograder build`."


@pytest.mark.parametrize("source", COURSE.lessons(), ids=COURSE.relative)
def test_a_lesson_runs_and_keeps_the_rules(source):
    findings = lint_lesson_file(COURSE, source, Books.read(COURSE.course), run=True)
    assert not findings, "\n".join(map(str, findings))


@each_assignment
def test_a_release_gives_nothing_away(layout, name):
    findings = list(lint_assignment(layout, name))
    assert not findings, "\n".join(map(str, findings))


@each_assignment
def test_a_solution_runs_and_every_check_gives_full_points(layout, name):
    solution = read_solution(layout, name, read_bank(layout.solution(name)))
    executed = run_notebook(solution, layout.solution(name))
    checks = [c for c in executed.cells if c.metadata.get("nbgrader", {}).get("locked")]
    assert checks
    for cell in checks:
        value = next(o for o in cell.outputs if o.output_type == "execute_result")
        assert float(value.data["text/plain"]) == cell.metadata.nbgrader.points, cell.id


@each_assignment
def test_an_untouched_release_runs_to_its_end(layout, name):
    released = nbformat.read(layout.release(name) / f"{name}.ipynb", as_version=4)
    executed = run_notebook(released, layout.release(name))
    for cell in executed.cells:
        if cell.metadata.get("nbgrader", {}).get("locked"):
            value = next(o for o in cell.outputs if o.output_type == "execute_result")
            assert float(value.data["text/plain"]) == 0, cell.id
