"""A learner's own copies of lessons and assignments, in ``work/``.

Nothing a learner has written is ever overwritten. Each copy remembers the words of the release it
came from. When a newer one differs, an unchanged copy is renewed in place, and beside a changed one
it lies as ``NAME.new.ipynb``. Keys and the glossary hold nothing of the learner's and are renewed
each time.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import nbformat

from autograder.authoring.layout import Layout
from autograder.authoring.paths import Step, minutes_of, short_paths
from autograder.authoring.percent import KERNEL, headings, notebook_text
from autograder.errors import UserError

FRONT_PAGE = "START-HERE.ipynb"
RECORD = ".copies.json"
BESIDE = ".new.ipynb"
WELCOME = """\
# Set & Setting

Welcome. These are your own copies: write in them, run them, keep them. Lessons come first in each
module; the assignment practises what they taught, and checks your answers as you go. Nothing you
do here is sent anywhere.

This course explains evidence. It is not medical advice and not training to treat.

The next cell shows where you stand and what to go on with: click into it and press Shift + Enter.
"""
STANDING = """\
from autograder import overview

overview()
"""


@dataclass
class Copies:
    """What was done: notebooks renewed in place, and those that lie beside a learner's own."""

    renewed: list[Path] = field(default_factory=list)
    beside: list[Path] = field(default_factory=list)


def prepare(layout: Layout, work: Path) -> Copies:
    """Bring ``work`` up to date; raises UserError where the course was not built."""
    record_path = work / RECORD
    record = json.loads(record_path.read_text("utf-8")) if record_path.is_file() else {}
    done = Copies()
    for name, text in releases(layout):
        place(work, name, text, record, done)
    for name, text in companions(layout):
        _write(work / name, text)
    _write(record_path, json.dumps(record, indent=1, sort_keys=True) + "\n")
    return done


def place(work: Path, name: str, text: str, record: dict[str, str], done: Copies) -> None:
    """Put the release ``text`` at ``work/name``, or beside the file that a learner has written in.

    ``record`` maps names to the words of the release that each file came from; it is updated.
    """
    kept, released = work / name, words(text)
    there = words(kept.read_text("utf-8", "replace")) if kept.exists() else ""
    if not there:
        _write(kept, text)
    elif there == record.get(name) != released:
        _write(kept, text)
        done.renewed.append(kept)
    elif there != released != record.get(name):
        offered = kept.with_suffix(BESIDE)
        beside = offered.relative_to(work).as_posix()
        if not offered.exists() or words(offered.read_text("utf-8", "replace")) == record.get(
            beside
        ):
            _write(offered, text)
            record[beside] = released
        done.beside.append(offered)
        return
    record[name] = released


def words(notebook: str) -> str:
    """A digest of what a notebook says: the sources of its cells, not their outputs."""
    try:
        cells = json.loads(notebook)["cells"]
        said = json.dumps([[cell["cell_type"], "".join(cell["source"])] for cell in cells])
    except (ValueError, KeyError, TypeError):
        said = notebook
    return sha256(said.encode()).hexdigest()


def releases(layout: Layout) -> Iterator[tuple[str, str]]:
    """The notebooks a learner gets, by their place in ``work/``: no notes for instructors."""
    for source in layout.lessons():
        notebook = nbformat.reads(_built(source.with_suffix(".ipynb")), as_version=4)
        notebook.cells = [
            cell for cell in notebook.cells if "instructor" not in cell.metadata.get("tags", [])
        ]
        yield f"lessons/{source.parent.name}/{source.stem}.ipynb", notebook_text(notebook)
    for name in layout.assignments():
        text = _built(layout.release(name) / f"{name}.ipynb")
        yield f"assignments/{name}/{name}.ipynb", text
    yield FRONT_PAGE, front_page(layout)


def companions(layout: Layout) -> Iterator[tuple[str, str]]:
    """What the notebooks lean on: keys and the glossary."""
    for name in layout.assignments():
        yield f"assignments/{name}/keys.json", _built(layout.release(name) / "keys.json")
    yield "lessons/glossary.md", glossary_page(layout.course / "glossary.toml")


def front_page(layout: Layout) -> str:
    """A notebook that links every lesson and assignment, module by module."""
    parts = [WELCOME, *_ways(layout)]
    folders = {source.parent.name for source in layout.lessons()} | set(layout.assignments())
    for folder in sorted(folders):
        lines = [f"## {_module_title(layout.course / folder)}", ""]
        for source in layout.lessons():
            if source.parent.name == folder:
                link = f"[{_title(source)}](lessons/{folder}/{source.stem}.ipynb)"
                lines.append(f"- {link}{_time(source)}")
        if folder in layout.assignments():
            time = _time(layout.release(folder) / folder)
            lines.append(f"- [Assignment](assignments/{folder}/{folder}.ipynb){time}")
        parts.append("\n".join(lines))
    cells = [
        nbformat.v4.new_markdown_cell(text.strip(), id=f"part-{i}") for i, text in enumerate(parts)
    ]
    cells.insert(1, nbformat.v4.new_code_cell(STANDING.strip(), id="where-you-stand"))
    return notebook_text(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL}))


def _time(source: Path) -> str:
    """How long a notebook takes, where it says so."""
    minutes = minutes_of(source)
    return f" · {minutes} minutes" if minutes else ""


def _ways(layout: Layout) -> Iterator[str]:
    """The short paths, each with its hours and a link to every step."""
    found = short_paths(layout)
    if not found:
        return
    lines = ["## Short paths", ""]
    for way in found:
        steps = ", ".join(_step_link(layout, step) for step in way.steps)
        lines += [f"- **{way.title}**, about {way.hours} hours. {way.whom} {steps}."]
    yield "\n".join(lines)


def _step_link(layout: Layout, step: Step) -> str:
    """A link to a lesson, or to the first lesson of a module."""
    first = step.lesson or next(s.stem for s in layout.lessons() if s.parent.name == step.module)
    number = f"{int(step.module[1:3])}"
    name = f"{number}.{step.lesson[0]}" if step.lesson else f"module {number}"
    return f"[{name}, {step.title}](lessons/{step.module}/{first}.ipynb)"


def glossary_page(path: Path) -> str:
    """The glossary as Markdown, each term under an anchor of its id."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    terms = [
        f'<a id="{id}"></a>\n\n**{entry["term"]}**: {entry["definition"]}'
        for id, entry in entries.items()
    ]
    return "# Glossary\n\n" + "\n\n".join(terms) + "\n"


def _module_title(folder: Path) -> str:
    """A module's number and title, from its ``module.toml`` where it has one."""
    path = folder / "module.toml"
    if path.is_file():
        return f"{int(folder.name[1:3])}. {tomllib.loads(path.read_text('utf-8'))['title']}"
    return folder.name.replace("-", " ").capitalize()


def _title(source: Path) -> str:
    """The first heading of a lesson, or its file name in words."""
    notebook = nbformat.read(source.with_suffix(".ipynb"), as_version=4)
    found = [heading for cell in notebook.cells for heading in headings(cell.source)]
    return found[0] if found else source.stem.replace("-", " ")


def _built(path: Path) -> str:
    if not path.is_file():
        raise UserError(f"{path.name} has not been made yet. Run `autograder build` first.")
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
