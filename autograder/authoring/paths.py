"""Short paths through a course, for readers who do not want all of it: ``course/paths.toml``."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.layout import Layout
from autograder.authoring.percent import headings
from autograder.errors import UserError

BOOK = "paths.toml"
MINUTES = re.compile(r"(\d+) minutes")


@dataclass(frozen=True)
class Step:
    """A module (``lesson`` is empty) or one lesson of it, with the minutes it says it takes."""

    module: str
    lesson: str
    title: str
    minutes: int


@dataclass(frozen=True)
class ShortPath:
    """A way through the course for ``whom`` it names; hours are rounded up, as honest ones are."""

    id: str
    title: str
    whom: str
    steps: tuple[Step, ...]

    @property
    def hours(self) -> int:
        """Whole hours of all steps."""
        return -(-sum(step.minutes for step in self.steps) // 60)


def short_paths(layout: Layout) -> list[ShortPath]:
    """The short paths of a course, in the order of the file; none where it has no such file.

    A path that leads to a module or lesson that is not there is left out, so that a course which
    keeps only some of the modules stays whole.
    """
    path = layout.course / BOOK
    if not path.is_file():
        return []
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        wanted = [(id, t["title"], t["whom"], t["steps"]) for id, t in tables.items()]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise UserError(
            f"{layout.relative(path)}: {error}. A path has title, whom, steps."
        ) from None
    found = []
    for id, title, whom, names in wanted:
        steps = [_step(layout, name) for name in names]
        if all(steps):
            found.append(ShortPath(id, title, whom, tuple(filter(None, steps))))
    return found


def _step(layout: Layout, name: str) -> Step | None:
    module, _, number = name.partition("/")
    lessons = [
        source
        for source in layout.lessons()
        if source.parent.name.startswith(f"{module}-") and source.stem.startswith(number)
    ]
    if not lessons:
        return None
    folder = lessons[0].parent.name
    if number:
        return Step(folder, lessons[0].stem, _title(lessons[0]), minutes_of(lessons[0]))
    about = tomllib.loads((lessons[0].parent / "module.toml").read_text(encoding="utf-8"))
    minutes = sum(map(minutes_of, lessons)) + minutes_of(layout.release(folder) / folder)
    return Step(folder, "", about["title"], minutes)


def _first_cell(source: Path) -> str:
    notebook = source.with_suffix(".ipynb")
    if not notebook.is_file():
        return ""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "".join(cells[0]["source"]) if cells else ""


def minutes_of(source: Path) -> int:
    """The minutes that the first cell of a notebook states; 0 where it states none."""
    said = MINUTES.search(_first_cell(source))
    return int(said[1]) if said else 0


def _title(source: Path) -> str:
    found = headings(_first_cell(source))
    return found[0] if found else source.stem.replace("-", " ")
