"""Make the pages of a class from what is on record: feedback for everybody, the report, the CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from autograder.authoring.layout import Layout
from autograder.classroom.feedback import feedback_page, heading_of
from autograder.classroom.folder import ClassFolder, write_whole
from autograder.classroom.gradebook import Gradebook, Sheet
from autograder.classroom.page import place_plotly, relative
from autograder.classroom.records import Record, Records
from autograder.classroom.report import Graded, report_page
from autograder.classroom.submissions import Trouble
from autograder.errors import UserError
from autograder.exercises import Misconception, read_misconceptions

COURSE = "Set & Setting"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Pages:
    """Writes the pages of one class; ``layout`` is the course that it takes."""

    def __init__(self, folder: ClassFolder, gradebook: Gradebook, layout: Layout):
        self._folder, self._gradebook, self._layout = folder, gradebook, layout
        self._records = Records(folder)
        self._texts = catalogue(layout)

    def feedback(
        self, assignment: str, on_page: Callable[[Path], None] = lambda path: None
    ) -> list[Path]:
        """Write a page per student; unchanged pages are left alone. Returns all of them."""
        sheets = self._gradebook.sheets(assignment)
        library = place_plotly(self._folder.feedback)
        title = title_of(self._layout, assignment)
        paths = []
        for record in self._records_of(assignment):
            path = self._folder.feedback_page(record.student, assignment)
            sheet = sheets.get(record.student)
            plotly = relative(library, path)
            text = feedback_page(record, sheet, self._texts, title, plotly=plotly)
            write_if_new(path, text)
            paths.append(path)
            on_page(path)
        return paths

    def report(
        self,
        assignments: Sequence[str],
        troubles: Mapping[str, Sequence[Trouble]],
        *,
        lessons: str = "",
    ) -> Path:
        """Write the instructor's page about some assignments."""
        path = self._folder.report
        library = place_plotly(self._folder.feedback)
        about = [self._graded(name, troubles.get(name, ())) for name in assignments]
        text = report_page(
            COURSE,
            about,
            self._texts,
            plotly=relative(library, path),
            lessons=lessons,
        )
        write_if_new(path, text)
        return path

    def _graded(self, name: str, troubles: Sequence[Trouble]) -> Graded:
        records = [record.without_notebook() for record in self._records_of(name)]
        pages = {r.student: self._folder.feedback_page(r.student, name) for r in records}
        file_problems = [
            Trouble(record.student, problem) for record in records for problem in record.problems
        ]
        return Graded(
            name=name,
            title=title_of(self._layout, name),
            results={record.student: record.graded.results for record in records},
            sheets=self._gradebook.sheets(name),
            troubles=[*troubles, *file_problems],
            pages={s: relative(p, self._folder.report) for s, p in pages.items() if p.is_file()},
        )

    def _records_of(self, assignment: str) -> Iterator[Record]:
        """The records, one in memory at a time; raises UserError where there are none."""
        nothing = True
        for record in self._records.of(assignment):
            nothing = False
            yield record
        if nothing:
            raise UserError(
                f"Nothing is graded for {assignment} in {self._folder.root} yet. "
                f"Run: autograder grade {assignment}"
            )


def catalogue(layout: Layout) -> Mapping[str, Misconception]:
    """The misconceptions that the course knows."""
    return read_misconceptions(layout.course / "misconceptions.toml")


def title_of(layout: Layout, assignment: str) -> str:
    """An assignment's title: the first heading of its notebook."""
    path = layout.solution(assignment) / f"{assignment}.ipynb"
    return heading_of(json.loads(path.read_text(encoding="utf-8")), assignment)


def write_if_new(path: Path, text: str) -> None:
    """Write a file unless it says this already."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_whole(path, text)


def marks_csv(sheets: Mapping[str, Mapping[str, Sheet]]) -> str:
    """Marks for an LMS, a line per student, from sheets by assignment and student.

    Every field is quoted, and text that a spreadsheet would run as a formula is defused.
    """
    file = io.StringIO()
    write = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow
    write(["student", *(f"{_inert(name)}{what}" for name in sheets for what in ("", " (of)"))])
    for student in sorted({student for own in sheets.values() for student in own}):
        row = [_inert(student)]
        for own in sheets.values():
            sheet = own.get(student)
            row += [f"{sheet.score:g}", f"{sheet.max_score:g}"] if sheet else ["", ""]
        write(row)
    return file.getvalue()


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
