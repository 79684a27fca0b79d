"""A class of 24 for the example assignment, and a grader without a sandbox that is quick."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from autograder.authoring.layout import Layout
from autograder.classroom.cohort import make_class
from autograder.classroom.driver import Driver, Run
from autograder.classroom.folder import ClassFolder
from autograder.classroom.gradebook import Gradebook
from autograder.classroom.submissions import find_submissions
from autograder.engine import Graded, Limits, Verdict
from autograder.exercises import (
    AnswerError,
    Assignment,
    ComponentResult,
    Outcome,
    Result,
    judge,
)
from autograder.exercises.assignment import check_calls, is_test

EXAMPLE = Path(__file__).parent.parent / "example"
NAME = "example-one"
COURSE = "set-and-setting"


class QuickWorkers:
    """Grades in this process: the cells of these tests are our own."""

    def __init__(self, assignment: Assignment, released: dict[str, Any]):
        self.released = released
        self.keys = assignment.keys(hidden=True)
        self.master = assignment.notebook
        self.graded: list[str] = []

    def run(
        self, solution: Path, items: Iterable[tuple[Any, bytes]]
    ) -> Iterator[tuple[Any, Graded]]:
        for item, content in items:
            self.graded.append(item.submission.student)
            yield item, self.grade(content)

    def grade(self, content: bytes) -> Graded:
        try:
            cells = json.loads(content)["cells"]
        except (ValueError, KeyError):
            return self.refuse("The file is damaged: it cannot be read as a notebook.")
        given = {
            cell["metadata"].get("nbgrader", {}).get("grade_id"): "".join(cell["source"])
            for cell in cells
        }
        namespace: dict[str, Any] = {}
        notebook = json.loads(json.dumps(self.master))
        results = {}
        for cell in notebook["cells"]:
            rules = cell["metadata"].get("nbgrader", {})
            source = "".join(cell["source"])
            if rules.get("solution"):
                source = given.get(rules["grade_id"], "")
            cell["source"] = source
            if cell["cell_type"] != "code":
                continue
            if is_test(cell):
                for id, names in check_calls(source).items():
                    answers = [namespace.get(n, AnswerError(f"There is no {n}.")) for n in names]
                    results[id] = judge(self.keys[id], answers)
                continue
            try:
                exec(source, namespace)
            except Exception as error:
                cell["outputs"] = [
                    {
                        "output_type": "error",
                        "ename": type(error).__name__,
                        "evalue": str(error),
                        "traceback": [],
                    }
                ]
        return Graded(results, notebook)

    def refuse(self, problem: str) -> Graded:
        """As the engine does: nothing can be judged, nothing of the solution is given away."""
        results = {}
        for id, key in self.keys.items():
            component = ComponentResult(id, Outcome.NOT_GRADABLE, 0, key.max_points, problem)
            results[id] = Result(id, id, (component,))
        notebook = json.loads(json.dumps(self.released))
        for cell in notebook["cells"]:
            cell["source"] = "".join(cell["source"])
        return Graded(results, notebook, [problem], verdict=Verdict.REFUSED)


@pytest.fixture(scope="session")
def layout() -> Layout:
    return Layout(EXAMPLE)


@pytest.fixture(scope="session")
def assignment(layout: Layout) -> Assignment:
    return Assignment.load(layout.solution(NAME))


@pytest.fixture(scope="session")
def released(layout: Layout) -> dict[str, Any]:
    text = (layout.release(NAME) / f"{NAME}.ipynb").read_text("utf-8")
    return dict(json.loads(text))


@pytest.fixture(scope="session")
def notebooks(assignment: Assignment, released: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return make_class(assignment, released)


@pytest.fixture(scope="session")
def new_gradebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty gradebook; nbgrader takes a second to make one."""
    path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    Gradebook(f"sqlite:///{path}", COURSE).__exit__()
    return path


@pytest.fixture
def folder(
    tmp_path: Path, notebooks: dict[str, dict[str, Any]], new_gradebook: Path
) -> ClassFolder:
    """A class folder with everything handed in and nothing graded."""
    for student, notebook in notebooks.items():
        hand_in(tmp_path, student, json.dumps(notebook))
    shutil.copy(new_gradebook, tmp_path / "gradebook.db")
    return ClassFolder(tmp_path)


@pytest.fixture
def workers(assignment: Assignment, released: dict[str, Any]) -> QuickWorkers:
    return QuickWorkers(assignment, released)


def hand_in(root: Path, student: str, content: str) -> Path:
    path = root / "submitted" / student / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture
def submit() -> Any:
    return hand_in


@pytest.fixture
def grade_class(layout: Layout, workers: QuickWorkers) -> Any:
    """Grade a class folder as the command does, by the quick workers."""

    def grade(folder: ClassFolder, **options: Any) -> Run:
        with folder.writing(), Gradebook(folder.database, COURSE) as book:
            driver = Driver(folder, book, workers, Limits())
            solution = layout.solution(NAME)
            return driver.grade(solution, find_submissions(folder, solution), **options)

    return grade


_EVERYTHING = """
    select s.student_id, c.name, g.auto_score, g.manual_score, g.extra_credit,
           g.needs_manual_grade, k.auto_comment, k.manual_comment, n.late_submission_penalty
    from submitted_assignment s
    join submitted_notebook n on n.assignment_id = s.id
    join grade g on g.notebook_id = n.id
    join base_cell c on c.id = g.cell_id
    left join comment k on k.notebook_id = n.id and k.cell_id = g.cell_id
    order by s.student_id, c.name
"""


@pytest.fixture
def written() -> Any:
    """Everything a run leaves that people rely on: the gradebook's rows and graded notebooks."""

    def read(folder: ClassFolder) -> tuple[list[Any], dict[str, str]]:
        engine = create_engine(folder.database)
        with engine.connect() as connection:
            rows = [tuple(row) for row in connection.execute(text(_EVERYTHING))]
        engine.dispose()
        graded = folder.root / "autograded"
        files = {str(p.relative_to(graded)): p.read_text("utf-8") for p in graded.rglob("*.ipynb")}
        return rows, files

    return read


@pytest.fixture
def change() -> Any:
    """Change rows of a gradebook as a person would in the formgrader."""

    def execute(folder: ClassFolder, statement: str, **values: Any) -> int:
        engine = create_engine(folder.database)
        with engine.begin() as connection:
            count = connection.execute(text(statement), values).rowcount
        engine.dispose()
        return count

    return execute
