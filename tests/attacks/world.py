"""The world of the attacks: something to steal, to change and to reach."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.authoring.percent import notebook_text, solution_notebook
from autograder.engine import Engine, Graded, Limits
from autograder.engine.master import Master, Role
from autograder.exercises.assignment import Assignment, released_key
from autograder.exercises.misconceptions import read_misconceptions
from tests.attacks.submission import POINTS

TOY = Path(__file__).parent / "toy"
LIMITS = Limits(
    cell_s=2.0, call_s=1.5, total_s=15.0, cpu_s=6, memory_mb=300, scratch_mb=8, threads=16
)


@dataclass
class World:
    """What surrounds the grader during the attacks."""

    engine: Engine
    canary: str
    number: int
    solutions: Path
    class_folder: Path
    port: int
    connections: list[Any] = field(default_factory=list)

    @property
    def master(self) -> dict[str, Any]:
        return json.loads((self.solutions / "toy.ipynb").read_text())

    @property
    def released(self) -> dict[str, Any]:
        """The student's version: stubs for solutions."""
        master = Master.read(self.master)
        cells = [
            cell.record | {"source": cell.stub if cell.role is Role.ANSWER else cell.source}
            for cell in master.cells
        ]
        return {**master.record, "cells": cells}

    @property
    def grader(self) -> int:
        assert self.engine._process is not None
        return self.engine._process.pid

    @property
    def places(self) -> dict[str, str]:
        """What the submissions are told, to make it easy for them."""
        return {
            "SECRET": str(self.solutions / "secret.txt"),
            "SOLUTIONS": str(self.solutions),
            "CLASS_FOLDER": str(self.class_folder),
            "PORT": str(self.port),
            "GRADER_PID": str(self.grader),
        }

    def leaked(self, graded: Graded) -> bool:
        """Whether anything that was graded tells a secret, or anything was sent."""
        told = json.dumps(graded.to_json())
        secrets_told = self.canary in told.replace("_", "-") or str(self.number) in told
        return secrets_told or bool(self.connections)

    def digest(self) -> str:
        """Of every file that no submission may change, by name and content."""
        state = hashlib.sha256()
        for root in (self.solutions, self.class_folder):
            for path in sorted(root.rglob("*")):
                state.update(str(path).encode())
                if path.is_file() and "__pycache__" not in path.parts:
                    state.update(path.read_bytes())
        return state.hexdigest()


def processes_of(session: int) -> set[int]:
    """Processes of a session, whoever their parent is by now; no student can leave it."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if stat[3] == str(session) and stat[0] != "Z":
                found.add(int(folder.name))
    return found


@contextmanager
def open_world(base: Path) -> Iterator[World]:
    """A world in an empty folder, with an engine at work in it."""
    canary, number = f"canary-{secrets.token_hex(8)}", 10**9 + secrets.randbelow(10**9)
    solutions = build_toy(base / "solutions" / "toy", canary, number)
    class_folder = base / "class"
    other = class_folder / "submitted" / "other" / "toy.ipynb"
    other.parent.mkdir(parents=True)
    for file in (solutions / "secret.txt", other, class_folder / "gradebook.db"):
        file.write_text(canary)
    for path in (base, *base.rglob("*")):  # open to all, so that only the jail protects
        path.chmod(0o777 if path.is_dir() else 0o666)
    os.environ["AUTOGRADER_TEST_CANARY"] = canary
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with Engine(solutions, LIMITS) as engine:
            world = World(engine, canary, number, solutions, class_folder, port)
            threading.Thread(target=_listen, args=(server, world), daemon=True).start()
            yield world
            grader = world.grader
        assert not processes_of(grader), "processes outlived the engine"
    del os.environ["AUTOGRADER_TEST_CANARY"]


def _listen(server: socket.socket, world: World) -> None:
    while True:
        try:
            world.connections.append(server.accept())
        except OSError:
            return


def build_toy(folder: Path, canary: str, number: int) -> Path:
    """The toy assignment as `autograder build` would make it."""
    folder.mkdir(parents=True)
    bank = (TOY / "bank.py").read_text()
    for placeholder, secret in (("canary-hidden-word", canary), ("271828182.5", f"{number}.5")):
        assert placeholder in bank
        bank = bank.replace(placeholder, secret)
    (folder / "bank.py").write_text(bank)
    notebook = solution_notebook((TOY / "toy.py").read_text(), "toy.py", POINTS)
    (folder / "toy.ipynb").write_text(notebook_text(notebook))
    shutil.copy(TOY / "misconceptions.toml", folder)
    catalogue = read_misconceptions(TOY / "misconceptions.toml")
    key = released_key(Assignment.load(folder), catalogue)
    (folder / "keys.json").write_text(json.dumps(key))
    return folder
