"""The card: one result, told to the learner as HTML and as plain text.

Colour only supports what a symbol and a word already say. Both renderers take the texts of the
misconceptions as records with ``belief``, ``tempting``, ``refutation`` and ``lesson``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from autograder.exercises.misconceptions import Misconception
from autograder.exercises.outcome import ComponentResult, Outcome, Result

Texts = Mapping[str, Misconception]

SYMBOLS: dict[Outcome, tuple[str, str]] = {
    Outcome.RIGHT: ("✓", "Right"),
    Outcome.ALTERNATIVE: ("✓", "Right"),
    Outcome.PARTIAL: ("◐", "Partly right"),
    Outcome.CLOSE: ("≈", "Close"),
    Outcome.MISTAKE: ("✗", "A known mix-up"),
    Outcome.WRONG: ("✗", "Not yet"),
    Outcome.WRONG_UNIT: ("✗", "Another unit"),
    Outcome.WRONG_SHAPE: ("✗", "Another kind of answer"),
    Outcome.CRASHED: ("!", "Stopped with an error"),
    Outcome.TIMED_OUT: ("!", "Ran out of time"),
    Outcome.OUT_OF_MEMORY: ("!", "Ran out of memory"),
    Outcome.NOT_GRADABLE: ("!", "Cannot be graded"),
    Outcome.NOT_ATTEMPTED: ("○", "Not attempted"),
}

STYLE = """
.ss-card{--ss-mark:#767676;border:1px solid color-mix(in srgb,currentColor 22%,transparent);
border-left:5px solid var(--ss-mark);border-radius:6px;padding:.7em 1em;margin:.6em 0;
max-width:46em;font-family:system-ui,sans-serif;font-size:14px;line-height:1.5;color:inherit;
background:color-mix(in srgb,currentColor 4%,transparent);overflow-wrap:anywhere}
.ss-card.ss-good{--ss-mark:#1b8a5a}.ss-card.ss-part{--ss-mark:#c98a00}
.ss-card.ss-bad{--ss-mark:#c2410c}.ss-card.ss-stop{--ss-mark:#8b5cf6}
.ss-card .ss-head{display:flex;flex-wrap:wrap;gap:.2em .8em;justify-content:space-between;
font-size:15px;font-weight:600}
.ss-card .ss-title{font-weight:400;opacity:.85}
.ss-card ul{list-style:none;margin:.5em 0 0;padding:0}.ss-card li{margin:.35em 0}
.ss-card li>span:first-child{display:inline-block;width:1.4em;font-weight:700}
.ss-card .ss-why{margin:.3em 0 .3em 1.4em;padding-left:.8em;
border-left:2px solid color-mix(in srgb,currentColor 25%,transparent)}
.ss-card .ss-why p{margin:.25em 0}.ss-card .ss-foot{margin:.6em 0 0;opacity:.85}
.ss-card code{background:color-mix(in srgb,currentColor 9%,transparent);padding:0 .25em;
border-radius:3px}
.jp-OutputArea-child:has(.ss-points){display:none}
"""


@dataclass(frozen=True)
class Card:
    """A result ready to be displayed; Jupyter picks the HTML, a terminal the text."""

    result: Result
    texts: Texts
    next_step: str = ""
    lessons: str = ""
    """The folder of the lessons, from where the card is shown; without it they are not linked."""

    def _repr_html_(self) -> str:
        shown = card_html(self.result, self.texts, self.next_step, self.lessons)
        return f"<style>{STYLE}</style>{shown}"

    def __repr__(self) -> str:
        return card_text(self.result, self.texts, self.next_step)


def card_html(result: Result, texts: Texts, next_step: str = "", lessons: str = "") -> str:
    """The card as an HTML fragment without its style sheet (see STYLE); all text is escaped."""
    symbol, word = SYMBOLS[result.outcome]
    items = "".join(_component_html(c, texts, lessons) for c in _worth_telling(result))
    foot = f'<p class="ss-foot">{with_code(next_step)}</p>' if next_step else ""
    return (
        f'<section class="ss-card ss-{tone(result.outcome)}" role="status" '
        f'aria-label="{escape(result.title)}: {word}">'
        f'<div class="ss-head"><span><span aria-hidden="true">{symbol}</span> {word} '
        f'<span class="ss-title">· {escape(result.title)}</span></span>'
        f"<span>{points_in_words(result)}</span></div>"
        f"{f'<ul>{items}</ul>' if items else ''}{foot}</section>"
    )


def card_text(result: Result, texts: Texts, next_step: str = "") -> str:
    """The card as plain text, 78 characters wide."""
    symbol, word = SYMBOLS[result.outcome]
    lines = [f"{symbol} {word} · {result.title} · {points_in_words(result)}"]
    for component in _worth_telling(result):
        mark, component_word = SYMBOLS[component.outcome]
        message = component.message or component_word
        lines.append(_wrapped(f"{mark} {component.name}: {message}", "  ", "    "))
        if component.mistake in texts:
            lines += [_wrapped(line, "    ", "    ") for line in _why(texts[component.mistake])]
    if next_step:
        lines.append(_wrapped(next_step.replace("`", ""), "  ", "  "))
    return "\n".join(lines)


def points_in_words(result: Result) -> str:
    """Points as learners read them: ``2 of 6 points``."""
    return f"{result.points:g} of {result.max_points:g} points"


def _worth_telling(result: Result) -> list[ComponentResult]:
    """The components, those of which the same is said told as one; none where all is right."""
    if result.outcome is Outcome.RIGHT:
        return []
    told: dict[tuple[Outcome, str], ComponentResult] = {}
    for component in result.components:
        key = (component.outcome, component.message or component.mistake)
        before = told.get(key)
        names = f"{before.name}, {component.name}" if before else component.name
        told[key] = replace(component, name=names)
    return list(told.values())


def _component_html(component: ComponentResult, texts: Texts, lessons: str) -> str:
    symbol, word = SYMBOLS[component.outcome]
    message = escape(component.message or word)
    why = ""
    if component.mistake in texts:
        thought = texts[component.mistake]
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in _why(thought)[:-1])
        paragraphs += f"<p>Taught in: {_lesson_html(thought.lesson, lessons)}</p>"
        why = f'<div class="ss-why">{paragraphs}</div>'
    return (
        f'<li><span aria-hidden="true">{symbol}</span><strong>{escape(component.name)}</strong>: '
        f"{message}{why}</li>"
    )


def _why(misconception: Misconception) -> list[str]:
    return [
        f"The thought: {misconception.belief}",
        f"Why it tempts: {misconception.tempting}",
        f"Why it fails: {misconception.refutation}",
        f"Taught in: {lesson_in_words(misconception.lesson)}",
    ]


def lesson_in_words(lesson: str) -> str:
    """A lesson's path and heading in words: ``m07-one-trial/1-odds#risks`` as "Lesson 7.1, ..."."""
    path, _, heading = lesson.partition("#")
    module, _, name = path.partition("/")
    number = f"{module[1:3].lstrip('0')}.{name.partition('-')[0]}"
    title = (heading or name.partition("-")[2]).replace("-", " ")
    return f"lesson {number}, “{title}”"


def _lesson_html(lesson: str, lessons: str) -> str:
    """A lesson in words, as a link where its notebook is at hand; a website links it by itself."""
    words = escape(lesson_in_words(lesson))
    if lessons:
        page = lesson.partition("#")[0]
        return f'<a href="{escape(lessons)}/{escape(page)}.ipynb">{words}</a>'
    return f'<span data-lesson="{escape(lesson)}">{words}</span>'


def tone(outcome: Outcome) -> str:
    """The colour's name for an outcome: good, part, bad, stop (it could not run) or none."""
    if outcome.earns:
        return "good"
    if outcome in (Outcome.PARTIAL, Outcome.CLOSE):
        return "part"
    if outcome is Outcome.NOT_ATTEMPTED:
        return "none"
    return "stop" if SYMBOLS[outcome][0] == "!" else "bad"


def with_code(line: str) -> str:
    """Escape a line, and set what stands between backticks as code."""
    pieces = escape(line, quote=False).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(pieces))


def _wrapped(line: str, first: str, rest: str) -> str:
    return textwrap.fill(line, 78, initial_indent=first, subsequent_indent=rest)
