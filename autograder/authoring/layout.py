"""Where things are in a course: the one place that knows the folders' names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from autograder.errors import UserError

CONFIG = "nbgrader_config.py"


@dataclass(frozen=True)
class Layout:
    """A course on disk; ``root`` holds nbgrader_config.py, course/, solutions/."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Layout:
        """The course that ``start`` (default: the working folder) is in; UserError if in none."""
        start = (start or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if (folder / CONFIG).is_file():
                return cls(folder)
        raise UserError(
            f"{start} is not inside a course (a folder with {CONFIG}). "
            "Change to your clone and try again."
        )

    @property
    def course(self) -> Path:
        """Lessons, data, misconceptions, glossary, bibliography."""
        return self.root / "course"

    def lessons(self) -> list[Path]:
        """The source of every lesson, in reading order."""
        return sorted(self.course.glob("m[0-9][0-9]-*/[0-9]-*.py"))

    def assignments(self) -> list[str]:
        """The name of every assignment, in order of the modules."""
        return sorted(path.parent.name for path in (self.root / "solutions").glob("*/bank.py"))

    def select(self, names: Sequence[str]) -> tuple[list[Path], list[str]]:
        """Lessons and assignments whose names begin with one of ``names``; all without names.

        A lesson's name is ``module/lesson``. Raises UserError where a name selects nothing.
        """
        lessons = {p: f"{p.parent.name}/{p.stem}" for p in self.lessons()}
        for name in names:
            if not any(
                known.startswith(name) for known in (*lessons.values(), *self.assignments())
            ):
                raise UserError(f"No lesson or assignment begins with {name}.")
        wanted = tuple(names) or ""
        return (
            [path for path, known in lessons.items() if known.startswith(wanted)],
            [name for name in self.assignments() if name.startswith(wanted)],
        )

    def assignment(self, name: str) -> str:
        """The assignment of this name, or the only one that begins with it.

        Raises UserError with the nearest name where there is none.
        """
        names = self.assignments()
        begins = [known for known in names if known.startswith(name)]
        if name in names or len(begins) == 1:
            return name if name in names else begins[0]
        near = get_close_matches(name, names, n=1, cutoff=0.4)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(names)}."
        raise UserError(f"There is no assignment {name}. {hint}")

    def solution(self, name: str) -> Path:
        """The folder of an assignment's source, solution and bank."""
        return self.root / "solutions" / name

    def release(self, name: str) -> Path:
        """The folder a student is given."""
        return self.root / "assignments" / name

    def relative(self, path: Path) -> str:
        """A path as people say it: from the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()
