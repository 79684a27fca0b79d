"""Run lessons once: outputs are kept until a lesson, the course or its data change."""

from __future__ import annotations

import hashlib
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from course.site.places import COURSE, ROOT, WORKSHOP, write


def executed(lessons: list[Path], workers: int = 2) -> dict[Path, Any]:
    """The lessons (paths of notebooks) with their outputs, run where nothing fresh is kept."""
    course = _digest_of_course()
    with tempfile.TemporaryDirectory() as memory, ThreadPoolExecutor(workers) as pool:
        # A page must not show what whoever builds it once predicted.
        environment = os.environ | {"XDG_STATE_HOME": memory}
        done = pool.map(lambda path: _executed(path, course, environment), lessons)
        return dict(zip(lessons, done, strict=True))


def _executed(path: Path, course: bytes, environment: dict[str, str]) -> Any:
    notebook: Any = nbformat.read(path, as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    questions = (path.parent / "questions.toml").read_bytes()
    digest = hashlib.blake2b(course + questions + "\0".join(code).encode(), digest_size=12)
    kept = WORKSHOP / "executed" / path.parent.name / f"{path.stem}-{digest.hexdigest()}.ipynb"
    if kept.is_file():
        outputs: Any = nbformat.read(kept, as_version=4)
        ran = [cell for cell in outputs.cells if cell.cell_type == "code"]
        for cell, other in zip(
            (c for c in notebook.cells if c.cell_type == "code"), ran, strict=True
        ):
            cell.outputs = other.outputs
        return notebook
    print(f"running {path.parent.name}/{path.stem}", flush=True)
    client = NotebookClient(
        notebook,
        timeout=300,
        resources={"metadata": {"path": str(path.parent)}},
        extra_arguments=["--log-level=ERROR"],  # it warns of its own loopback port, every time
    )
    client.execute(env=environment)
    for old in kept.parent.glob(f"{path.stem}-*.ipynb"):
        old.unlink()
    write(kept, nbformat.writes(notebook))
    return notebook


def _digest_of_course() -> bytes:
    """What every lesson leans on: the package, its data and the cards of the student's side."""
    files = [
        *COURSE.glob("*.py"), COURSE / "misconceptions.toml", *(COURSE / "data").iterdir(),
        *(ROOT / "autograder" / "notebook").glob("*.py"),
    ]  # fmt: skip
    digest = hashlib.blake2b()
    for path in sorted(files):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.digest()
