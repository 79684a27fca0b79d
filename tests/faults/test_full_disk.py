"""A disk without room, as the kernel makes it: for the class folder, and for temporary files."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.classroom.folder import ClassFolder
from autograder.engine import kernel
from autograder.errors import UserError
from tests.faults.processes import in_a_child

_MS_REMOUNT = 32


def mount(place: Path, kilobytes: int, flags: int = 0) -> None:
    kernel.mount("tmpfs", str(place), "tmpfs", flags, f"size={kilobytes}k")


def small_disk(place: Path) -> None:
    """Mount 64 kB at ``place``, for this process and what it starts."""
    kernel.unshare(kernel.CLONE_NEWNS | (kernel.CLONE_NEWUSER if os.geteuid() else 0))
    kernel.mount("none", "/", "none", kernel.MS_REC | kernel.MS_PRIVATE)
    mount(place, 64)


@pytest.fixture
def with_small_disk(tmp_path_factory) -> Callable[[Callable[[Path], None]], None]:
    """Do something in a child process that has a small disk; what it raises fails the test."""
    place, words = tmp_path_factory.mktemp("disk"), tmp_path_factory.mktemp("words") / "error.txt"

    def do(work: Callable[[Path], None]) -> None:
        def on_small_disk() -> bool:
            try:
                small_disk(place)
            except OSError as error:
                words.write_text(f"skip: {error}", "utf-8")
                return False
            work(place)
            return True

        _, status = os.waitpid(in_a_child(on_small_disk, words), 0)
        if status and (said := words.read_text("utf-8")).startswith("skip: "):
            pytest.skip(f"this system lets no test mount a disk of its own ({said[6:]})")
        assert status == 0, words.read_text("utf-8")

    return do


def test_a_class_folder_that_is_full_again_and_again(
    with_small_disk, folder, grade_class, fresh_copy, written
):
    undisturbed = fresh_copy(folder)
    grade_class(undisturbed)
    expected = written(undisturbed)

    def work(place: Path) -> None:
        mount(place, 1 << 20, _MS_REMOUNT)
        shutil.copytree(folder.root, place, dirs_exist_ok=True)
        full = ClassFolder(place)
        used = shutil.disk_usage(place).used // 1024
        stops = 0
        for more in range(8, 8000, 56):
            mount(place, used + more, _MS_REMOUNT)
            try:
                grade_class(full)
                break
            except UserError as error:
                assert "cannot be" in str(error)
                stops += 1
        assert stops >= 5
        assert written(full) == expected

    with_small_disk(work)


def test_no_room_for_temporary_files(
    with_small_disk, small_class, grade_jailed, fresh_copy, written, monkeypatch
):
    undisturbed = fresh_copy(small_class)
    assert not grade_jailed(undisturbed).troubles
    expected = written(undisturbed)

    def work(place: Path) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(place))
        (place / "filler").write_bytes(bytes(shutil.disk_usage(place).free))
        assert shutil.disk_usage(place).free == 0
        assert not grade_jailed(small_class).troubles
        assert written(small_class) == expected

    with_small_disk(work)


def test_a_submission_that_fills_its_scratch_costs_nobody_else(
    small_class, grade_jailed, fresh_copy, written
):
    greedy = fresh_copy(small_class)
    path = greedy.submitted / "student-01" / "example-one" / "example-one.ipynb"
    notebook = path.read_text("utf-8")
    fill = (
        "try:\\n    open('big', 'wb').write(bytes(2 * 10**8))\\nexcept OSError as error:\\n"
        "    print(type(error).__name__)\\n"
    )
    marker = '"source": "def deviations'
    assert notebook.count(marker) == 1
    path.write_text(notebook.replace(marker, f'"source": "{fill}def deviations'), "utf-8")
    assert not grade_jailed(small_class).troubles
    assert not grade_jailed(greedy).troubles
    (rows, notebooks), (rows_greedy, notebooks_greedy) = written(small_class), written(greedy)
    assert rows_greedy == rows
    own = {name for name in notebooks if notebooks[name] != notebooks_greedy[name]}
    assert own == {"student-01/example-one/example-one.ipynb"}
    assert "OSError" in notebooks_greedy[own.pop()]
