"""Where a learner stands in a folder of assignments: what is done, what is open, what is next."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from autograder.notebook.card import STYLE
from autograder.notebook.keyring import Keyring, NoKeyError, read_keyring
from autograder.notebook.progress import Progress, read_progress

MARKS = {"done": "✓", "to revisit": "◐", "not yet": "○"}


@dataclass(frozen=True)
class Overview:
    """The assignments under a folder, what was checked of them, and keys that cannot be read."""

    keyrings: dict[Path, Keyring]
    progress: Progress
    broken: tuple[str, ...] = ()

    @property
    def titles(self) -> dict[str, str]:
        """The title of every exercise that is here or was checked, by id."""
        here = {
            id: key.title for ring in self.keyrings.values() for id, key in ring.exercises.items()
        }
        return here | {id: result.title for id, result in self.progress.best.items()}

    @property
    def groups(self) -> dict[str, list[str]]:
        """The ids of exercises that are done, to revisit, and not yet begun."""
        begun = {"done": self.progress.done, "to revisit": self.progress.to_revisit}
        known = {id for ids in begun.values() for id in ids}
        return begun | {"not yet": [id for id in self.titles if id not in known]}

    @property
    def recurring(self) -> list[tuple[str, int, str]]:
        """Mix-ups that came back: id, how often, and the belief in a learner's words."""
        beliefs = {
            id: m.belief for ring in self.keyrings.values() for id, m in ring.misconceptions.items()
        }
        often = self.progress.mistakes.most_common()
        return [(id, count, beliefs.get(id, "")) for id, count in often if count > 1]

    def open_in(self, ring: Keyring) -> list[str]:
        """The exercises of an assignment that are not done."""
        return [id for id in ring.exercises if id not in self.progress.done]

    @property
    def next(self) -> tuple[Path, str] | None:
        """The folder and the exercise to go on with: where the last check was, else the first."""
        last = self.progress.last
        here = sorted(self.keyrings.items(), key=lambda item: last not in item[1].exercises)
        for folder, ring in here:
            if left := self.open_in(ring):
                return folder, left[0]
        return None

    def _repr_html_(self) -> str:
        return f"<style>{STYLE}</style>{_html(self)}"

    def __repr__(self) -> str:
        return "\n".join(_lines(self))


def overview(folder: Path | str = ".") -> Overview:
    """Where you stand in the assignments under ``folder``: what is done, and what to go on with."""
    keyrings, broken = {}, []
    for path in sorted(Path(folder).rglob("keys.json")):
        try:
            keyrings[path.parent] = read_keyring(path, path.stat().st_mtime_ns)
        except NoKeyError as error:
            broken.append(f"{path.parent}: {error}")
    return Overview(keyrings, read_progress(), tuple(broken))


def _standing(shown: Overview, ring: Keyring) -> tuple[str, str]:
    """The mark of an assignment, and how much of it is done, in words."""
    left, count = shown.open_in(ring), len(ring.exercises)
    begun = any(id in shown.progress.best for id in ring.exercises)
    state = "to revisit" if begun else "not yet"
    return MARKS[state if left else "done"], f"{count - len(left)} of {count} done"


def _name(ring: Keyring) -> str:
    """An assignment as people say it: ``m07-one-trial`` as "7 · one trial"."""
    module = re.match(r"m0*(\d+)-(.+)", ring.assignment)
    return f"{module[1]} · {module[2].replace('-', ' ')}" if module else ring.assignment


def _lines(shown: Overview) -> list[str]:
    lines = [
        f"{mark} {_name(ring)}: {words}"
        for ring in shown.keyrings.values()
        for mark, words in [_standing(shown, ring)]
    ]
    if shown.next:
        lines.append(f"Continue with: {shown.titles[shown.next[1]]} ({shown.next[0]})")
    lines += [f"Came back {count} times: {belief}" for _, count, belief in shown.recurring]
    return [*lines, *shown.broken]


def _html(shown: Overview) -> str:
    head = "All exercises here are done."
    if shown.next:
        folder, exercise = shown.next
        title = f"{_name(shown.keyrings[folder])}, {shown.titles[exercise]}"
        head = f"Continue with {_link(folder, shown.keyrings[folder], title)}"
    rows = "".join(
        f'<li><span aria-hidden="true">{mark}</span>{_link(folder, ring, _name(ring))}: {done}</li>'
        for folder, ring in shown.keyrings.items()
        for mark, done in [_standing(shown, ring)]
    )
    again = "".join(
        f"<p>Came back {count} times: “{escape(belief)}”</p>"
        for _, count, belief in shown.recurring
    )
    told = "".join(f"<p>{escape(line)}</p>" for line in shown.broken)
    return (
        f'<section class="ss-card ss-none" aria-label="Where you stand"><div class="ss-head">'
        f"<span>{head}</span></div><ul>{rows}</ul>{again}{told}</section>"
    )


def _link(folder: Path, ring: Keyring, words: str) -> str:
    place = Path(os.path.relpath(folder / f"{ring.assignment}.ipynb")).as_posix()
    return f'<a href="{escape(place)}">{escape(words)}</a>'
