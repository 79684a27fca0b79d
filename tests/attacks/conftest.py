"""One engine for all attacks, in a world with something to steal, to change and to reach."""

from __future__ import annotations

import os
import secrets
import socket
import threading
from collections.abc import Iterator

import pytest

from autograder.engine import Engine
from tests.attacks.world import LIMITS, World, build_toy, processes_of


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    canary = f"canary-{secrets.token_hex(8)}"
    os.environ["AUTOGRADER_TEST_CANARY"] = canary
    number = 10**9 + secrets.randbelow(10**9)
    solutions = build_toy(tmp_path_factory.mktemp("solutions") / "toy", canary, number)
    (solutions / "secret.txt").write_text(canary)
    class_folder = tmp_path_factory.mktemp("class")
    other = class_folder / "submitted" / "other" / "toy.ipynb"
    other.parent.mkdir(parents=True)
    other.write_text(canary)
    (class_folder / "gradebook.db").write_text(canary)
    base = tmp_path_factory.getbasetemp()
    if base.parent.name.startswith("pytest-of-"):
        base.parent.chmod(0o755)
    for path in (base, *base.rglob("*")):  # open to all, so that only the jail protects
        path.chmod(0o777 if path.is_dir() else 0o666)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with Engine(solutions, LIMITS) as engine:
            made = World(engine, canary, number, solutions, class_folder, port)
            threading.Thread(target=_listen, args=(server, made), daemon=True).start()
            yield made
            grader = made.grader
        assert not processes_of(grader), "processes outlived the engine"
    del os.environ["AUTOGRADER_TEST_CANARY"]


def _listen(server: socket.socket, world: World) -> None:
    while True:
        try:
            world.connections.append(server.accept())
        except OSError:
            return
