"""A sitting with one class: its folder, its course and its gradebook, opened together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.authoring.layout import Layout
from autograder.authoring.release import read_config
from autograder.classroom.analysis import items, mistakes
from autograder.classroom.driver import Driver, Run, Step
from autograder.classroom.folder import ClassFolder
from autograder.classroom.gradebook import Gradebook, Sheet
from autograder.classroom.pages import Pages, catalogue
from autograder.classroom.records import Records
from autograder.classroom.show import progress
from autograder.classroom.submissions import (
    Found,
    Trouble,
    find_in_plain_folder,
    find_submissions,
    handed_in,
)
from autograder.classroom.workers import LocalWorkers, Workers
from autograder.engine import Limits
from autograder.errors import UserError
from autograder.exercises import Misconception


@dataclass
class ClassSession:
    """What the commands do; a context manager that holds the class folder's lock."""

    layout: Layout
    folder: ClassFolder
    address: str
    texts: Mapping[str, Misconception]
    _open: ExitStack = field(default_factory=ExitStack)

    @classmethod
    def open(cls, class_dir: Path | None, gradebook: str | None) -> ClassSession:
        """Find the course around the working folder, and the class; raises UserError."""
        layout = Layout.find()
        folder = ClassFolder((class_dir or layout.root).resolve())
        if not folder.root.is_dir():
            raise UserError(f"There is no class folder {folder.root}.")
        return cls(layout, folder, gradebook or folder.database, catalogue(layout))

    def __enter__(self) -> ClassSession:
        """Wait for the lock, then open the gradebook."""
        self._open.enter_context(self.folder.writing())
        course = str(read_config(self.layout.root).CourseDirectory.course_id)
        self.book = self._open.enter_context(Gradebook(self.address, course))
        self._pages = Pages(self.folder, self.book, self.layout)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def chosen(self, names: Sequence[str], plain: Path | None = None) -> list[str]:
        """The assignments that were named, or else all that something was handed in for."""
        if plain is not None and len(names) != 1:
            raise UserError("Say which assignment the notebooks answer: one name with --from.")
        if names:
            return [self.layout.assignment(name) for name in dict.fromkeys(names)]
        found = handed_in(self.folder)
        known = [name for name in self.layout.assignments() if name in found]
        if not known:
            there = ", ".join(sorted(map(ascii, found))) or "nothing"
            raise UserError(
                f"Nothing was handed in for an assignment of this course: {self.folder.submitted} "
                f"holds {there}. Put notebooks at submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb."
            )
        return known

    def graded(self, names: Sequence[str]) -> list[str]:
        """The assignments that were named, or else all that were graded."""
        if names:
            return [self.layout.assignment(name) for name in dict.fromkeys(names)]
        known = [n for n in Records(self.folder).assignments() if n in self.layout.assignments()]
        if not known:
            raise UserError(f"Nothing is graded in {self.folder.root} yet. Run: autograder grade")
        return known

    def grade(
        self,
        names: Sequence[str],
        *,
        jobs: int,
        again: bool = False,
        sandbox: bool = True,
        plain: Path | None = None,
        scheduler: str | None = None,
        quiet: bool = False,
    ) -> list[Run]:
        """Grade assignments, one after the other, ``jobs`` submissions at a time.

        With ``scheduler``, the address of a Dask scheduler, its workers grade instead.
        """
        limits = Limits()
        workers: Workers = LocalWorkers(jobs, limits, sandbox=sandbox)
        if scheduler is not None:
            workers = _cluster(scheduler)(scheduler, limits, sandbox=sandbox)
        driver = Driver(self.folder, self.book, workers, limits)
        runs = []
        for name in names:
            found = self._found(name, plain)
            with progress(f"grading {name}", len(found.submissions), quiet=quiet) as advance:

                def on_step(step: Step, advance: Any = advance) -> None:
                    advance()

                runs.append(
                    driver.grade(self.layout.solution(name), found, again=again, on_step=on_step)
                )
        return runs

    def feedback(self, names: Sequence[str], *, quiet: bool = False) -> list[Path]:
        """Write the feedback pages of some assignments."""
        paths: list[Path] = []
        for name in names:
            total = Records(self.folder).count(name)
            with progress(f"feedback for {name}", total, quiet=quiet) as advance:
                paths += self._pages.feedback(name, lambda _, advance=advance: advance())  # type: ignore[misc]
        return paths

    def report(self, names: Sequence[str], *, lessons: str = "") -> Path:
        """Write the instructor's page."""
        return self._pages.report(names, self._troubles(names), lessons=lessons)

    def sheets(self, names: Sequence[str]) -> dict[str, dict[str, Sheet]]:
        """Marks by assignment and student."""
        return {name: self.book.sheets(name) for name in names}

    def analysis(self, names: Sequence[str]) -> dict[str, Any]:
        """What the report says, as JSON-able data."""
        return {name: self._analysis(name) for name in names}

    def as_json(self, runs: Sequence[Run]) -> dict[str, Any]:
        """What grading found, as JSON-able data."""
        return {
            run.assignment: {
                "graded": len(run.records) - run.kept,
                "unchanged": run.kept,
                "troubles": [vars(trouble) for trouble in run.troubles],
                "students": {
                    record.student: {
                        "score": sheet.score,
                        "max_score": sheet.max_score,
                        "waiting": sheet.waiting,
                        "problems": record.problems,
                        "exercises": {
                            id: result.to_json() for id, result in record.graded.results.items()
                        },
                    }
                    for record in run.records
                    if (sheet := sheets.get(record.student)) is not None
                },
            }
            for run in runs
            for sheets in [self.book.sheets(run.assignment)]
        }

    def _analysis(self, name: str) -> dict[str, Any]:
        results = {r.student: r.graded.results for r in Records(self.folder).of(name)}
        return {
            "students": len(results),
            "mistakes": [
                {"id": m.id, "students": sorted(m.students), "exercises": dict(m.exercises)}
                for m in mistakes(results)
            ],
            "exercises": [
                {
                    "id": item.exercise,
                    "difficulty": item.difficulty,
                    "discrimination": item.discrimination,
                    "groups": {str(group): count for group, count in item.groups.items()},
                }
                for item in items(results)
            ],
        }

    def _found(self, name: str, plain: Path | None) -> Found:
        if plain is not None:
            return find_in_plain_folder(plain, name)
        return find_submissions(self.folder, self.layout.solution(name))

    def _troubles(self, names: Sequence[str]) -> dict[str, list[Trouble]]:
        """What could not be graded, as it is on disk now."""
        graded: dict[str, list[Trouble]] = {}
        for name in names:
            try:
                graded[name] = find_submissions(self.folder, self.layout.solution(name)).troubles
            except UserError:  # a plain folder was graded
                graded[name] = []
        return graded


def _cluster(scheduler: str) -> Any:
    """What grades on a cluster; it needs packages that only clusters need."""
    try:
        from autograder.classroom.cluster import ClusterWorkers
    except ImportError:
        raise UserError(
            f"Grading on {scheduler} needs Dask: pip install 'set-and-setting[cluster]'"
        ) from None
    return ClusterWorkers
