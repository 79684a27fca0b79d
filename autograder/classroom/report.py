"""The instructor's page: first what the class misunderstood, then marks, exercises and people."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from autograder.classroom import report_charts as charts
from autograder.classroom.analysis import (
    STOPPED,
    Class,
    Item,
    Mistake,
    Spread,
    advice,
    items,
    mistakes,
)
from autograder.classroom.gradebook import Sheet
from autograder.classroom.page import chart_html, page, table_html
from autograder.classroom.submissions import Trouble
from autograder.exercises import Misconception, Outcome, Result
from autograder.notebook.card import SYMBOLS, lesson_in_words, tone

Texts = Mapping[str, Misconception]


@dataclass(frozen=True)
class Graded:
    """One assignment as the report needs it; ``pages`` are feedback pages by student."""

    name: str
    title: str
    results: Class
    sheets: Mapping[str, Sheet]
    troubles: Sequence[Trouble]
    pages: Mapping[str, str]

    @property
    def spread(self) -> Spread:
        """Everybody's share of the points that are decided."""
        return Spread([sheet.share for sheet in self.sheets.values()])


def report_page(
    course: str, assignments: Sequence[Graded], texts: Texts, *, plotly: str, lessons: str = ""
) -> str:
    """The whole page; ``lessons`` is the address of the course's website, if it has one."""
    header = f'<p class="over">{escape(course)}</p><h1>What the class understood</h1>'
    body = _overview(assignments, texts) if len(assignments) > 1 else ""
    body += "".join(_assignment(a, texts, lessons) for a in assignments)
    footer = (
        "<footer><p>Difficulty is the mean share of points; discrimination is the correlation of "
        "an exercise with all others (above 0.2 is good). Discussion among neighbours helps most "
        "where 35 to 70 percent begin with the right answer (Crouch and Mazur 2001, "
        "doi:10.1119/1.1374249).</p></footer>"
    )
    return page(f"{course} · report", header, body + footer, plotly=plotly)


def _overview(assignments: Sequence[Graded], texts: Texts) -> str:
    """A line per assignment, to choose from."""
    rows = []
    for assignment in assignments:
        made = mistakes(assignment.results)
        top = ""
        if made:
            words = escape(texts[made[0].id].belief if made[0].id in texts else made[0].id)
            top = f'<q>{words}</q> <span class="soft">{len(made[0].students)}</span>'
        rows.append(
            f'<tr><th scope="row"><a href="#{escape(assignment.name)}">'
            f"{escape(assignment.title)}</a></th><td>{len(assignment.results)}</td>"
            f"<td>{_percent(assignment.spread.median)}</td><td>{len(made)}</td>"
            f'<td class="words">{top}</td></tr>'
        )
    return (
        '<div class="wide"><table><thead><tr><th scope="col" class="words">Assignment</th>'
        '<th scope="col">Handed in</th><th scope="col">Median</th><th scope="col">Mix-ups</th>'
        f'<th scope="col" class="words">Most common</th></tr></thead><tbody>{"".join(rows)}'
        "</tbody></table></div>"
    )


def _assignment(assignment: Graded, texts: Texts, lessons: str) -> str:
    made = mistakes(assignment.results)
    exercises = items(assignment.results)
    students = len(assignment.results)
    return (
        f'<h2 class="part-title" id="{escape(assignment.name)}">{escape(assignment.title)}</h2>'
        + _facts(assignment, made)
        + _next_lesson(made, texts, students)
        + _misunderstood(made, texts, exercises, students, lessons)
        + _marks(assignment)
        + _exercises(exercises, texts)
        + _attention(assignment)
        + _people(assignment, exercises)
    )


def _facts(assignment: Graded, made: Sequence[Mistake]) -> str:
    spread, students = assignment.spread, len(assignment.results)
    waiting = sum(any(m.waits for m in s.marks.values()) for s in assignment.sheets.values())
    facts = [
        ("handed in", f"{students}", ""),
        ("median mark", _percent(spread.median), ""),
        ("known mix-ups", f"{len(made)}", "seen"),
        ("to mark by hand", f"{waiting}", "notebooks"),
        ("need a look", f"{len(_attention_rows(assignment))}", ""),
    ]
    cells = "".join(
        f"<div><dt>{name}</dt><dd>{value} <small>{unit}</small></dd></div>"
        for name, value, unit in facts
    )
    return f'<dl class="facts">{cells}</dl>'


def _next_lesson(made: Sequence[Mistake], texts: Texts, students: int) -> str:
    top = [m for m in made if m.id in texts and len(m.students) > 1][:3]
    if not top:
        return ""
    steps = "".join(
        f"<li><p><strong><q>{escape(texts[m.id].belief)}</q></strong> "
        f'<span class="soft">{len(m.students)} of {students}</span></p>'
        f"<p>{advice(m, students)}</p></li>"
        for m in top
    )
    return (
        '<section class="call"><h3>For the next lesson</h3>'
        f'<ol class="steps">{steps}</ol></section>'
    )


def _misunderstood(
    made: Sequence[Mistake],
    texts: Texts,
    exercises: Sequence[Item],
    students: int,
    lessons: str,
) -> str:
    if not made:
        return "<h3>What was misunderstood</h3><p>No known mix-up was seen.</p>"
    titles = {item.exercise: item.title for item in exercises}
    shared = [m for m in made if len(m.students) > 1]
    rare = [m for m in made if len(m.students) == 1]
    lines = _families(shared or rare, texts, titles, students, lessons)
    if shared and rare:
        lines += (
            f"<details><summary>{len(rare)} more, each seen with one student</summary>"
            f"{_families(rare, texts, titles, students, lessons)}</details>"
        )
    return (
        "<h3>What was misunderstood</h3>"
        '<p class="soft">Each line is a belief in a learner\'s words, and how many answered as if '
        "they held it. Open one for why it fails.</p>" + lines
    )


def _families(
    made: Sequence[Mistake],
    texts: Texts,
    titles: Mapping[str, str],
    students: int,
    lessons: str,
) -> str:
    """Mistakes under the names of their families, the most frequent first."""
    families: dict[str, list[Mistake]] = {}
    for mistake in made:
        family = texts[mistake.id].family if mistake.id in texts else "other"
        families.setdefault(family, []).append(mistake)
    people = {
        family: len(set().union(*(m.students for m in own))) for family, own in families.items()
    }
    blocks = []
    for family in sorted(families, key=lambda name: -people[name]):
        rows = "".join(_belief(m, texts, titles, students, lessons) for m in families[family])
        blocks.append(
            f'<section class="family"><h4>{escape(family.capitalize())} · {people[family]} of '
            f"{students} students</h4>{rows}</section>"
        )
    return "".join(blocks)


def _belief(
    mistake: Mistake, texts: Texts, titles: Mapping[str, str], students: int, lessons: str
) -> str:
    count = len(mistake.students)
    share = 100 * count / students if students else 0
    where = ", ".join(escape(titles.get(id, id)) for id in mistake.exercises)
    if mistake.id in texts:
        thought = texts[mistake.id]
        words = f"<q>{escape(thought.belief)}</q>"
        why = (
            f"<p><b>Why it tempts.</b> {escape(thought.tempting)}</p>"
            f"<p><b>Why it fails.</b> {escape(thought.refutation)}</p>"
            f"<p><b>Taught in</b> {_lesson(thought.lesson, lessons)}.</p>"
        )
    else:
        words, why = escape(mistake.id), ""
    who = ", ".join(escape(student) for student in sorted(mistake.students))
    return (
        f'<details class="belief"><summary><span>{words} <span class="more">Why?</span></span>'
        f'<span class="share"><i aria-hidden="true"><b style="width:{share:.0f}%"></b></i>'
        f"<span>{count} of {students}</span></span></summary>"
        f'<div class="inside">{why}<p><b>Seen in</b> {where}.</p>'
        f"<p><b>Next lesson.</b> {advice(mistake, students)}</p>"
        f'<p class="soft">{who}</p></div></details>'
    )


def _lesson(lesson: str, lessons: str) -> str:
    words = escape(lesson_in_words(lesson))
    if not lessons:
        return words
    path, _, heading = lesson.partition("#")
    address = f"{lessons.rstrip('/')}/{path}.html#{heading}"
    return f'<a href="{escape(address)}">{words}</a>'


def _marks(assignment: Graded) -> str:
    spread = assignment.spread
    if not spread.shares:
        return ""
    return "<h3>Marks</h3>" + chart_html(charts.marks(spread))


def _exercises(exercises: Sequence[Item], texts: Texts) -> str:
    if not exercises:
        return ""
    rows: list[tuple[object, ...]] = [
        (
            item.title,
            f"{item.max_points:g}",
            item.attempted,
            _percent(item.difficulty),
            "–" if math.isnan(item.discrimination) else f"{item.discrimination:.2f}",
            _commonest(item, texts),
        )
        for item in exercises
    ]
    names = ["Exercise", "Points", "Tried", "Earned", "Discrimination", "Most common mix-up"]
    remarks = [_remark(item) for item in exercises]
    if any(remarks):
        names.append("To think about")
        rows = [(*row, remark) for row, remark in zip(rows, remarks, strict=True)]
    table = table_html(names, rows, words=(0, 5, 6))
    return (
        "<h3>Exercises</h3>"
        + chart_html(charts.outcomes(exercises))
        + f'<div class="wide">{table}</div>'
    )


def _commonest(item: Item, texts: Texts) -> str:
    if not item.mistakes:
        return ""
    id, count = item.mistakes.most_common(1)[0]
    return f"{texts[id].belief if id in texts else id} ({count})"


def _remark(item: Item) -> str:
    if item.discrimination < 0:
        return "Better students lose points here: read the prompt again."
    if item.difficulty < 0.3:
        return "Hard for nearly all: was it taught?"
    if item.difficulty > 0.95:
        return "Solved by nearly all."
    if item.discrimination < 0.1:
        return "Tells little about who understood."
    return ""


def _attention(assignment: Graded) -> str:
    rows = _attention_rows(assignment)
    if not rows:
        return "<h3>Needs a look</h3><p>Nothing: every notebook was graded without trouble.</p>"
    table = table_html(("Who", "What happened"), rows, words=(0, 1))
    return f'<h3>Needs a look</h3><div class="wide">{table}</div>'


def _attention_rows(assignment: Graded) -> list[tuple[str, str]]:
    """Who should be looked at and why, a line each."""
    rows = [(trouble.where, trouble.what) for trouble in assignment.troubles]
    for student, results in assignment.results.items():
        stopped = {
            result.title: component.message
            for result in results.values()
            for component in result.components
            if component.outcome in STOPPED
        }
        refused = all(r.outcome is Outcome.NOT_GRADABLE for r in results.values())
        if stopped and not refused:  # a refused file is among the troubles already
            message = next(iter(stopped.values()))
            rows.append((student, f"Stopped in {', '.join(stopped)}. First: {message}"))
    for student, sheet in assignment.sheets.items():
        if sheet.seconds_late:
            rows.append((student, f"Came {sheet.seconds_late / 3600:.1f} hours late."))
    return rows


def _people(assignment: Graded, exercises: Sequence[Item]) -> str:
    head = "".join(
        f'<th scope="col"><abbr title="{escape(item.title)}">{number}</abbr></th>'
        for number, item in enumerate(exercises, start=1)
    )
    rows = "".join(_person(assignment, student, exercises) for student in assignment.results)
    legend = "".join(
        f'<li><span class="mark {tone(outcome)}">{symbol}</span> {word}</li>'
        for outcome, (symbol, word) in SYMBOLS.items()
        if outcome is not Outcome.ALTERNATIVE
    )
    return (
        f'<h3>People</h3><ul class="legend">{legend}</ul><div class="wide"><table><thead><tr>'
        f'<th scope="col" class="words">Student</th><th scope="col">Points</th>{head}'
        f'</tr></thead><tbody>{rows}</tbody></table></div><ol class="legend">'
        + "".join(f"<li>{n} {escape(item.title)}</li>" for n, item in enumerate(exercises, 1))
        + "</ol>"
    )


def _person(assignment: Graded, student: str, exercises: Sequence[Item]) -> str:
    results = assignment.results[student]
    cells = "".join(_mark(results.get(item.exercise)) for item in exercises)
    sheet = assignment.sheets.get(student)
    points = f"{sheet.score:g} / {sheet.max_score:g}" if sheet else "–"
    name = escape(student)
    if student in assignment.pages:
        name = f'<a href="{escape(assignment.pages[student])}">{name}</a>'
    return f'<tr><th scope="row">{name}</th><td>{points}</td>{cells}</tr>'


def _mark(result: Result | None) -> str:
    if result is None:
        return '<td class="cellmark none">–</td>'
    symbol, word = SYMBOLS[result.outcome]
    said = f"{word}, {result.points:g} of {result.max_points:g} points"
    kind = f"cellmark {tone(result.outcome)}"
    return f'<td class="{kind}" title="{said}" aria-label="{said}">{symbol}</td>'


def _percent(share: float) -> str:
    return "–" if math.isnan(share) else f"{100 * share:.0f} %"
