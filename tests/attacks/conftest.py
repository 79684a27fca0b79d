"""One engine for all attacks, in a world with something to steal, to change and to reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.attacks.world import World, open_world


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    base = tmp_path_factory.mktemp("world")
    for folder in base.parents[:2]:  # pytest's own; made for this user only
        if folder.name.startswith("pytest-"):
            folder.chmod(0o755)
    with open_world(base) as world:
        yield world
