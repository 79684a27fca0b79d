"""The page a student is given: what was found in each exercise, why, and where to go next.

It is made from the record alone, so it cannot show a hidden case or an expected answer: a record
holds none. The student's own text, code and outputs are shown as such, and run nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from autograder.classroom import safe
from autograder.classroom.analysis import STOPPED
from autograder.classroom.bookkeeper import nbgrader_rules
from autograder.classroom.gradebook import Sheet
from autograder.classroom.page import page
from autograder.classroom.records import Record
from autograder.exercises import Misconception, Result
from autograder.notebook.card import SYMBOLS, card_html, lesson_in_words, tone

Texts = Mapping[str, Misconception]


@dataclass
class _Section:
    """The cells that belong to one exercise, up to and including its check."""

    cells: list[dict[str, Any]] = field(default_factory=list)
    grade_id: str = ""
    is_manual: bool = False

    def worth_showing(self) -> list[dict[str, Any]]:
        """The student's cells, and of the instructor's those from the last heading before them."""
        first = next((i for i, cell in enumerate(self.cells) if _is_students(cell)), 0)
        headings = [i for i in range(first) if _source(self.cells[i]).lstrip().startswith("#")]
        start = headings[-1] if headings else 0
        return [c for i, c in enumerate(self.cells) if i >= start or _is_students(c)]


def feedback_page(
    record: Record, sheet: Sheet | None, texts: Texts, title: str, *, plotly: str
) -> str:
    """The whole page; ``sheet`` adds what people marked and said, where there is any."""
    results = record.graded.results
    sections = list(_sections(record.graded.notebook))
    body = [
        _problems(record),
        _recurring(results, texts),
        *(_section(section, results, sheet, texts) for section in sections),
    ]
    footer = (
        "<footer><p>Marks rest on more data than the notebook shows: a function is also tried on "
        "other trials. This page runs nothing of your notebook and sends nothing anywhere.</p>"
        "</footer>"
    )
    header = _header(record, sheet, title, sections)
    return page(f"{title} · {record.student}", header, "".join(body) + footer, plotly=plotly)


def heading_of(notebook: Mapping[str, Any], default: str) -> str:
    """The first heading of a notebook, as plain text."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            first = _source(cell).lstrip().splitlines()[:1]
            if first and first[0].startswith("#"):
                return first[0].lstrip("# ").strip()
    return default


def _header(record: Record, sheet: Sheet | None, title: str, sections: list[_Section]) -> str:
    results = record.graded.results
    points = sum(r.points for r in results.values())
    most = sum(r.max_points for r in results.values())
    notes = []
    if sheet is not None:
        points, most = sheet.score, sheet.max_score - sheet.waiting
        if sheet.waiting:
            notes.append(f"A person has still to mark {sheet.waiting:g} points.")
        if sheet.late_penalty:
            notes.append(f"{sheet.late_penalty:g} points were taken off because it came late.")
    share = 100 * points / most if most else 0.0
    note = f'<p class="soft">{" ".join(notes)}</p>' if notes else ""
    items = "".join(_overview(section, results, sheet) for section in sections)
    return (
        f'<p class="over">Feedback for {escape(record.student)}</p><h1>{escape(title)}</h1>'
        f'<p class="score"><b>{points:g}</b> of {most:g} points</p>'
        '<span class="bar" aria-hidden="true">'
        f'<span style="width:{share:.1f}%"></span></span>{note}'
        f'<nav aria-label="Exercises"><ul class="plain overview">{items}</ul></nav>'
    )


def _overview(section: _Section, results: Mapping[str, Result], sheet: Sheet | None) -> str:
    """One line of the list of exercises: how it went, its title, its points."""
    result = results.get(section.grade_id)
    mark = sheet.marks.get(section.grade_id) if sheet else None
    if result is not None:
        symbol, word = SYMBOLS[result.outcome]
        name, css = result.title, tone(result.outcome)
        points = f"{mark.score if mark else result.points:g} / {result.max_points:g}"
    elif section.is_manual:
        waits = mark is None or mark.waits
        symbol, word, css = ("…", "To be marked", "none") if waits else ("✎", "Marked", "good")
        name = _manual_title(section)
        points = "" if mark is None or waits else f"{mark.score:g} / {mark.max_score:g}"
    else:
        return ""
    return (
        f'<li><a href="#{escape(section.grade_id)}">'
        f'<span class="mark {css}" aria-hidden="true">{symbol}</span>'
        f'<span>{escape(name)}<br><span class="n">{word}</span></span>'
        f'<span class="n">{points}</span></a></li>'
    )


def _problems(record: Record) -> str:
    if not record.problems:
        return ""
    items = "".join(f"<li>{escape(problem)}</li>" for problem in record.problems)
    return f'<section class="call"><h2>About your file</h2><ul>{items}</ul></section>'


def _recurring(results: Mapping[str, Result], texts: Texts) -> str:
    """The belief that showed in most exercises: one thought to change, not many answers."""
    seen = Counter(mistake for result in results.values() for mistake in result.mistakes)
    often = [(id, count) for id, count in seen.most_common() if count > 1 and id in texts]
    if not often:
        return ""
    id, count = often[0]
    thought = texts[id]
    return (
        '<section class="call"><h2>One thought, several answers</h2>'
        f"<p>The same mix-up shows in {count} of your exercises: <q>{escape(thought.belief)}</q> "
        f"Change this one thought and they all change. {escape(thought.refutation)}</p>"
        f'<p class="soft">Taught in: {escape(lesson_in_words(thought.lesson))}.</p></section>'
    )


def _sections(notebook: Mapping[str, Any]) -> Iterator[_Section]:
    section = _Section()
    for cell in notebook.get("cells", []):
        section.cells.append(cell)
        rules = nbgrader_rules(cell)
        if rules.get("grade"):
            section.grade_id = str(rules["grade_id"])
            section.is_manual = bool(rules.get("solution"))
            yield section
            section = _Section()
    if any(_is_students(cell) for cell in section.cells):
        yield section


def _section(
    section: _Section, results: Mapping[str, Result], sheet: Sheet | None, texts: Texts
) -> str:
    result = results.get(section.grade_id)
    name = escape(section.grade_id or "more")
    if result is not None:
        title, shown = result.title, card_html(result, texts)
        is_open = any(component.outcome in STOPPED for component in result.components)
    elif section.is_manual:
        title, shown = _manual_title(section), _manual(section, sheet)
        is_open = True
    else:
        title, shown, is_open = "Cells that you added", "", True
    comments = "".join(_comment(cell, sheet) for cell in section.cells)
    cells = "".join(_cell(cell) for cell in section.worth_showing())
    return (
        f'<section class="exercise" id="{name}"><h2>{escape(title)}</h2>{shown}{comments}'
        f"<details{' open' if is_open else ''}><summary>Your work</summary>{cells}</details>"
        "</section>"
    )


def _manual_title(section: _Section) -> str:
    return heading_of({"cells": section.worth_showing()}, "In your words")


def _manual(section: _Section, sheet: Sheet | None) -> str:
    mark = sheet.marks.get(section.grade_id) if sheet else None
    if mark is None:
        return '<p class="soft">A person reads and marks this.</p>'
    if mark.waits:
        return (
            f'<p class="soft">A person reads and marks this: up to {mark.max_score:g} points.</p>'
        )
    return f"<p><b>{mark.score:g}</b> of {mark.max_score:g} points</p>"


def _comment(cell: dict[str, Any], sheet: Sheet | None) -> str:
    comment = sheet.comments.get(nbgrader_rules(cell).get("grade_id", "")) if sheet else None
    if not comment:
        return ""
    text = safe.markdown(comment)
    return f'<section class="call"><h3>From your instructor</h3>{text}</section>'


def _is_students(cell: dict[str, Any]) -> bool:
    """Whether the student wrote the cell: an answer, or one that the instructor's has not."""
    rules = nbgrader_rules(cell)
    return bool(rules.get("solution")) or (not rules and str(cell.get("id")).startswith("added-"))


def _cell(cell: dict[str, Any]) -> str:
    source, students = _source(cell), _is_students(cell)
    if cell["cell_type"] == "markdown":
        kind = "prose" if students else "prompt"
        text = safe.markdown(source, cell.get("attachments"))
        return f'<div class="cell {kind}">{text}</div>'
    if cell["cell_type"] != "code" or nbgrader_rules(cell).get("grade"):
        return ""
    shown = safe.outputs(cell.get("outputs", []))
    shown = f'<div class="out"><p class="label">It shows</p>{shown}</div>' if shown else ""
    if students:
        return f'<div class="cell"><p class="label">Your code</p>{safe.code(source)}{shown}</div>'
    return f'<div class="cell">{shown}</div>' if shown else ""


def _source(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)
