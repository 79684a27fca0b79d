"""The modules and lessons that exist, and the plan of those that do not yet."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat

from autograder.authoring.paths import minutes_of
from course.questions import Question, questions
from course.site.places import COURSE, HERE, RELEASES


@dataclass(frozen=True)
class Lesson:
    """One lesson; ``path`` is its notebook."""

    path: Path
    number: str

    @property
    def page(self) -> str:
        """Its page without suffix, such as ``m07-one-trial/1-differences-ratios-people``."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @cached_property
    def notebook(self) -> Any:
        """The notebook as it is committed, without outputs."""
        return nbformat.read(self.path, as_version=4)

    @property
    def title(self) -> str:
        """Its first heading."""
        first: str = self.notebook.cells[0].source
        return first.splitlines()[0].removeprefix("# ").strip()

    @property
    def asked(self) -> list[str]:
        """The ids of the questions that the lesson asks, in their order."""
        code = "\n".join(c.source for c in self.notebook.cells if c.cell_type == "code")
        known = questions(self.path.parent)
        return sorted(
            (id for id in known if f'ask("{id}"' in code), key=lambda id: code.index(f'"{id}"')
        )

    @property
    def questions(self) -> dict[str, Question]:
        """The questions of its module."""
        return questions(self.path.parent)


@dataclass(frozen=True)
class Module:
    """One of the ten; ``folder`` is empty while it is only planned."""

    id: str
    about: dict[str, Any]
    folder: str = ""

    @property
    def number(self) -> int:
        """Its place in the course, from 1."""
        return int(self.id[1:])

    @cached_property
    def lessons(self) -> list[Lesson]:
        """The lessons that are written, in the order of ``module.toml``."""
        paths = [COURSE / self.folder / f"{name}.ipynb" for name in self.about.get("lessons", [])]
        return [
            Lesson(path, f"{self.number}.{path.stem.partition('-')[0]}")
            for path in paths
            if path.is_file()
        ]

    @property
    def minutes(self) -> int:
        """How long its lessons and its assignment take, as each of them states."""
        notebooks = [lesson.path for lesson in self.lessons]
        return sum(map(minutes_of, notebooks + ([self.assignment] if self.assignment else [])))

    @property
    def hours(self) -> str:
        """The same in words, rounded to whole hours."""
        hours = max(round(self.minutes / 60), 1)
        return f"about {hours} hour{'s' if hours > 1 else ''}"

    @property
    def waiting(self) -> list[str]:
        """The lessons that ``module.toml`` announces and that are not written yet, in words."""
        there = {lesson.path.stem for lesson in self.lessons}
        return [
            name.partition("-")[2].replace("-", " ").capitalize()
            for name in self.about.get("lessons", [])
            if name not in there
        ]

    @property
    def state(self) -> str:
        """Ready, in part, or planned."""
        if not self.lessons:
            return "planned"
        return "in part" if self.waiting else "ready"

    @property
    def assignment(self) -> Path | None:
        """The notebook of its released assignment, where there is one."""
        path = RELEASES / self.folder / f"{self.folder}.ipynb"
        return path if self.folder and path.is_file() else None

    @cached_property
    def exercises(self) -> dict[str, str]:
        """The exercises of its assignment: id to title, in the order of the notebook."""
        if self.assignment is None:
            return {}
        keys = json.loads(self.assignment.with_name("keys.json").read_text(encoding="utf-8"))
        source = self.assignment.read_text(encoding="utf-8")
        return {
            id: keys["exercises"][id]["title"]
            for id in sorted(keys["exercises"], key=lambda id: source.find(f'check(\\"{id}\\"'))
        }


def modules() -> list[Module]:
    """All ten modules in their order."""
    plan = tomllib.loads((HERE / "modules.toml").read_text(encoding="utf-8"))
    found = []
    for id, about in plan.items():
        folders = [p.parent for p in COURSE.glob(f"{id}-*/module.toml")]
        if folders:
            text = (folders[0] / "module.toml").read_text(encoding="utf-8")
            found.append(Module(id, about | tomllib.loads(text), folders[0].name))
        else:
            found.append(Module(id, about))
    return found
