"""The toy assignment and an engine for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.engine import Engine
from tests.attacks.world import LIMITS, build_toy


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_toy(tmp_path_factory.mktemp("engine") / "toy", "canary-none", 1234567890)


@pytest.fixture(scope="session")
def engine(toy: Path) -> Iterator[Engine]:
    with Engine(toy, LIMITS) as engine:
        yield engine


@pytest.fixture
def solved(toy: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads((toy / "toy.ipynb").read_text())
    return notebook
