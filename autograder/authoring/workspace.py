"""A learner's own copies of lessons and assignments, in ``work/``.

Nothing a learner may have written in is ever overwritten. Each copy remembers the release it came
from; when a newer one differs, it is placed beside as ``NAME.new.ipynb``. Keys, the glossary and
the front page hold nothing of the learner's and are renewed each time.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import nbformat

from autograder.authoring.layout import Layout
from autograder.authoring.paths import Step, short_paths
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
"""


def prepare(layout: Layout, work: Path) -> list[Path]:
    """Bring ``work`` up to date; the newer releases that now lie beside a learner's own files."""
    record_path = work / RECORD
    record = json.loads(record_path.read_text("utf-8")) if record_path.is_file() else {}
    placed = [place(work, name, text, record) for name, text in releases(layout)]
    for name, text in companions(layout):
        _write(work / name, text)
    _write(record_path, json.dumps(record, indent=1, sort_keys=True) + "\n")
    return [path for path in placed if path.name.endswith(BESIDE)]


def place(work: Path, name: str, text: str, record: dict[str, str]) -> Path:
    """Put the release ``text`` at ``work/name`` or beside the file that is there; where it is now.

    ``record`` maps names to the digest of the release that each file came from; it is updated.
    """
    kept, digest = work / name, sha256(text.encode()).hexdigest()
    if not kept.exists():
        _write(kept, text)
    elif record.get(name) != digest and _digest(kept) != digest:
        offered = kept.with_suffix(BESIDE)
        beside = offered.relative_to(work).as_posix()
        if not offered.exists() or _digest(offered) == record.get(beside):
            _write(offered, text)
            record[beside] = digest
        return offered
    record[name] = digest
    return kept


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


def companions(layout: Layout) -> Iterator[tuple[str, str]]:
    """What the notebooks lean on: keys, the glossary, the front page."""
    for name in layout.assignments():
        yield f"assignments/{name}/keys.json", _built(layout.release(name) / "keys.json")
    yield "lessons/glossary.md", glossary_page(layout.course / "glossary.toml")
    yield FRONT_PAGE, front_page(layout)


def front_page(layout: Layout) -> str:
    """A notebook that links every lesson and assignment, module by module."""
    parts = [WELCOME, *_ways(layout)]
    folders = {source.parent.name for source in layout.lessons()} | set(layout.assignments())
    for folder in sorted(folders):
        lines = [f"## {_module_title(layout.course / folder)}", ""]
        for source in layout.lessons():
            if source.parent.name == folder:
                lines.append(f"- [{_title(source)}](lessons/{folder}/{source.stem}.ipynb)")
        if folder in layout.assignments():
            lines.append(f"- [Assignment](assignments/{folder}/{folder}.ipynb)")
        parts.append("\n".join(lines))
    cells = [
        nbformat.v4.new_markdown_cell(text.strip(), id=f"part-{i}") for i, text in enumerate(parts)
    ]
    return notebook_text(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL}))


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


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
