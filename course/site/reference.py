"""Reference pages: glossary, misconceptions, bibliography and the data package."""

from __future__ import annotations

import json
from collections import defaultdict
from html import escape
from typing import Any

import pandas as pd

from course.catalogue import bibliography, glossary, misconceptions
from course.site.modules import Module
from course.site.places import COURSE
from course.site.prose import reference_html
from course.tables import describe, load, tables

FILTER = (
    '<p class="ss-filter"><label>Find on this page <input type="search" autocomplete="off" '
    'data-filter=".ss-entry"></label> <span role="status"></span></p>'
)
ROWS_SHOWN = 12


class Lessons:
    """Links to the lessons that exist."""

    def __init__(self, found: list[Module]) -> None:
        self.titles = {ls.page: f"{ls.number} {ls.title}" for m in found for ls in m.lessons}

    def link(self, place: str, home: str = "") -> str:
        """``module/lesson#heading`` as a link, or in words where the lesson is not there yet."""
        page, _, heading = place.partition("#")
        if page not in self.titles:
            return "a lesson that is being written"
        anchor = f"#{heading}" if heading else ""
        return f'<a href="{home}{page}.html{anchor}">Lesson {escape(self.titles[page])}</a>'


def glossary_page(lessons: Lessons) -> str:
    """All terms, each under its own anchor."""
    entries = "".join(
        f'<div class="ss-entry" id="{t.id}"><dt>{escape(t.term)} '
        f'<a class="headerlink" href="#{t.id}" aria-label="Link to {escape(t.term)}">#</a></dt>'
        f"<dd>{escape(t.definition)} "
        f'<span class="ss-where">{lessons.link(t.lesson)}</span></dd></div>'
        for t in sorted(glossary().values(), key=lambda t: t.term.lower())
    )
    return (
        "# Glossary\n\nThe words of the trade, in plain language. In a lesson, hover over a dotted "
        f'word or move to it with the Tab key.\n\n{FILTER}\n\n<dl class="ss-terms">{entries}</dl>\n'
    )


def misconceptions_page(lessons: Lessons) -> str:
    """The catalogue of mix-ups by family: the thought, why it tempts, why it fails."""
    families = defaultdict(list)
    for entry in misconceptions().values():
        families[entry.family].append(entry)
    text = (
        "# Mix-ups\n\nThoughts that lead careful people astray. Checks and exercises recognise "
        "them and answer with these words, because a wrong answer usually has a reason.\n\n"
        f"{FILTER}\n"
    )
    for family, entries in sorted(families.items()):
        items = "".join(
            f'<article class="ss-entry ss-mixup" id="{e.id}">'
            f'<p class="ss-belief">“{escape(e.belief)}”</p>'
            f"<p><strong>Why it tempts.</strong> {escape(e.tempting)}</p>"
            f"<p><strong>Why it fails.</strong> {escape(e.refutation)}</p>"
            f'<p class="ss-where">{lessons.link(e.lesson)} '
            f"<code>{e.id}</code></p></article>"
            for e in entries
        )
        text += f"\n## {family[0].upper()}{family[1:]}\n\n{items}\n"
    return text


def bibliography_page() -> str:
    """All cited works; what was retracted or corrected says so."""
    entries = "".join(
        f'<li class="ss-entry" id="{r.id}">{reference_html(r)}</li>'
        for r in sorted(bibliography().values(), key=lambda r: (r.authors.lower(), r.year))
    )
    count = sum(r.status == "retracted" for r in bibliography().values())
    said = (
        f"{count} of them {'was' if count == 1 else 'were'} retracted"
        if count
        else "none was retracted"
    )
    return (
        f"# Bibliography\n\n{len(bibliography())} works are cited in the course; {said}, which is "
        f'marked wherever the work is named.\n\n{FILTER}\n\n<ul class="ss-works">{entries}</ul>\n'
    )


def data_pages() -> dict[str, str]:
    """The data package: an overview and one page per table."""
    package = json.loads((COURSE / "data" / "datapackage.json").read_text(encoding="utf-8"))
    pages = {f"data/{r['name']}": _table_page(r, package) for r in package["resources"]}
    rows = "".join(
        f'<tr><th scope="row"><a href="{name}.html"><code>{name}</code></a></th>'
        f"<td>{escape(title)}</td><td>{count}</td></tr>"
        for name, title, count in tables().itertuples(index=False)
    )
    tiers = _definitions(package["source_tiers"])
    states = _definitions(package["status_values"])
    names = "\n".join(f"{r['name']}" for r in package["resources"])
    pages["data/index"] = (
        f"# Data\n\n{package['description']}\n\n"
        '<div class="ss-scroll" tabindex="0" role="region" aria-label="Tables">'
        '<table class="table"><thead><tr><th scope="col">table</th>'
        '<th scope="col">what it holds</th><th scope="col">rows</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>\n\n"
        f'In a notebook, `load("outcomes")` gives a table as a DataFrame.\n\n'
        f"## Source tiers\n\n{tiers}\n\n## Status of a row\n\n{states}\n\n"
        f"## Attribution\n\n{package['attribution']}\n\n"
        f"To cite: {package['citation']}\n\n"
        f"```{{toctree}}\n:hidden:\n\n{names}\n```\n"
    )
    return pages


def _definitions(record: dict[str, str]) -> str:
    items = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in record.items())
    return f'<dl class="ss-terms">{items}</dl>'


def _table_page(resource: dict[str, Any], package: dict[str, Any]) -> str:
    name = resource["name"]
    frame = load(name, retracted=True)
    licences = ", ".join(
        f'<a href="{x["path"]}">{escape(x["title"])}</a>'
        for x in resource.get("licenses", package["licenses"])
    )
    sources = "".join(
        f'<li><a href="{s["path"]}">{escape(s["title"])}</a></li>'
        if "path" in s
        else f"<li>{escape(s['title'])}</li>"
        for s in resource.get("sources", package["sources"])
    )
    columns = _html_table(describe(name), "Columns")
    sample = _html_table(frame.head(ROWS_SHOWN), "First rows")
    return (
        f"# {resource['title']}\n\n{resource['description']}\n\n"
        f'<p class="ss-row"><a class="ss-button" href="../_static/data/{resource["path"]}" '
        f'download>Download {resource["path"]}</a> <code>load("{name}")</code></p>\n\n'
        f"{_counts(frame)}\n\n## Columns\n\n{columns}\n\n## First rows\n\n{sample}\n\n"
        f"## Sources and licence\n\n<ul>{sources}</ul><p>Licence: {licences}.</p>\n"
    )


def _counts(frame: pd.DataFrame) -> str:
    parts = [f"{len(frame)} rows"]
    for column, says in (("source_tier", "tier {}"), ("status", "{}")):
        if column in frame:
            counted = frame[column].value_counts()
            parts += [f"{n} {says.format(v)}" for v, n in counted.items() if v]
    tags = "".join(f'<span class="ss-tag">{escape(p)}</span> ' for p in parts)
    return f'<p class="ss-tags">{tags}</p>'


def _html_table(frame: pd.DataFrame, label: str) -> str:
    head = "".join(f'<th scope="col">{escape(str(c))}</th>' for c in frame.columns)
    body = ""
    for row in frame.itertuples(index=False):
        cells = "".join(f"<td>{_cell(v)}</td>" for v in row)
        body += f"<tr>{cells}</tr>"
    return (
        f'<div class="ss-scroll ss-small" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:g}"
    return escape(str(value))
