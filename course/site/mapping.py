"""The map of the modules, short paths through it, and a front page for each that is written."""

from __future__ import annotations

from html import escape

from autograder.authoring.paths import ShortPath
from course.site.modules import Lesson, Module

SIGNS = {"ready": "●", "in part": "◐", "planned": "○"}


def map_html(found: list[Module], home: str = "") -> str:
    """All modules as cards, with what is ready and how far the reader is."""
    return f'<ol class="ss-map">{"".join(_card(m, home) for m in found)}</ol>'


def _card(module: Module, home: str) -> str:
    title, question = escape(module.about["title"]), escape(module.about["question"])
    sign = f'<span aria-hidden="true">{SIGNS[module.state]}</span>'
    state = f'<span class="ss-state">{sign} {module.state}</span>'
    if not module.lessons:
        return (
            f'<li class="ss-module ss-planned"><div class="ss-module-head"><span class="ss-no">'
            f"{module.number}</span>{state}</div><h3>{title}</h3><p>{question}</p></li>"
        )
    page = f"{home}{module.folder}/index.html"
    ids = " ".join([id for lesson in module.lessons for id in lesson.asked] + [*module.exercises])
    lessons = f"{len(module.lessons)} lesson{'s' if len(module.lessons) > 1 else ''}"
    return (
        f'<li class="ss-module"><div class="ss-module-head"><span class="ss-no">{module.number}'
        f'</span>{state}</div><h3><a href="{page}">{title}</a></h3><p>{question}</p>'
        f'<p class="ss-facts">{lessons}{" and practice" if module.assignment else ""} · '
        f"{module.hours}</p>"
        f'<span class="ss-progress" data-ids="{escape(ids)}"></span></li>'
    )


def paths_html(found: list[ShortPath]) -> str:
    """Short paths as lists of links, each with its hours."""
    return "".join(
        f'<section class="ss-way"><h3>{escape(way.title)}</h3><p>{escape(way.whom)}</p>'
        f'<p class="ss-facts">about {way.hours} hours</p><ol>'
        + "".join(
            f'<li><a href="{step.module}/{step.lesson or "index"}.html">'
            f"{escape(step.title)}</a></li>"
            for step in way.steps
        )
        + "</ol></section>"
        for way in found
    )


def module_page(module: Module) -> str:
    """One module: its question, what you will be able to do, its lessons and its practice."""
    about = module.about
    items = "".join(_lesson(lesson) for lesson in module.lessons)
    items += "".join(
        f'<li class="ss-planned">{escape(words)} <span class="ss-state">being written</span></li>'
        for words in module.waiting
    )
    practice = ""
    if module.assignment:
        ids = " ".join(module.exercises)
        practice = (
            "## Practice\n\n"
            f"<p>{len(module.exercises)} exercises, checked as you go. "
            f'<a class="ss-button" href="practice.html">Open the practice page</a> '
            f'<span class="ss-progress" data-ids="{escape(ids)}"></span></p>\n\n'
        )
    objectives = "\n".join(f"- {o}" for o in about.get("objectives", []))
    needs = ", ".join(f"module {int(p[1:])}" for p in about.get("prerequisites", []))
    names = "\n".join(lesson.path.stem for lesson in module.lessons)
    names += "\npractice" if module.assignment else ""
    return (
        f"# {module.number} · {about['title']}\n\n"
        f'<p class="ss-lead">{escape(about["question"])}</p>\n\n'
        f'<p class="ss-facts">{module.hours.capitalize()} with its practice'
        f"{f' · needs {needs}' if needs else ''}</p>\n\n"
        f'## Lessons\n\n<ol class="ss-lessons">{items}</ol>\n\n{practice}'
        f"## After this module you can\n\n{objectives}\n\n"
        f'<aside class="ss-notice">{escape(about.get("notice", ""))}</aside>\n\n'
        f"```{{toctree}}\n:hidden:\n\n{names}\n```\n"
    )


def _lesson(lesson: Lesson) -> str:
    ids = escape(" ".join(lesson.asked))
    return (
        f'<li><a href="{lesson.path.stem}.html"><span class="ss-no">{lesson.number}</span> '
        f'{escape(lesson.title)}</a><span class="ss-progress" data-ids="{ids}"></span></li>'
    )
