"""What confinement promises, seen from inside, with and without namespaces."""

from __future__ import annotations

import ctypes
import json
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.engine import Check, doctor, landlock, seccomp
from autograder.engine.doctor import can_grade
from tests.attacks.submission import POINTS

LANDLOCK_ONLY = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from autograder.engine import Engine, doctor
checks = [asdict(check) for check in doctor()]
with Engine(Path(sys.argv[1])) as engine:
    graded = engine.grade(Path(sys.argv[1], "toy.ipynb").read_bytes())
print(json.dumps([checks, {id: result.points for id, result in graded.results.items()}]))
"""


def test_everything_holds_here() -> None:
    checks = doctor()
    assert [check.name for check in checks if not check.holds] == []
    assert len(checks) >= 12
    assert can_grade(checks)


def test_without_namespaces_the_second_layer_holds_alone(toy: Path) -> None:
    """A user namespace with one user only refuses what the first layer needs."""
    unshare = shutil.which("unshare")
    if unshare is None or landlock.abi() == 0:
        pytest.skip("needs the program unshare and a kernel with Landlock")
    command = [unshare, "--user", "--map-root-user", sys.executable, "-c", LANDLOCK_ONLY, str(toy)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    checks, points = json.loads(ran.stdout)
    assert [check["name"] for check in checks if not check["holds"]] == ["namespaces"]
    assert points == POINTS


def test_too_little_is_not_enough() -> None:
    good = [Check(name, True, "") for name in ("namespaces", "Landlock", "filter", "attempt")]
    assert can_grade(good)
    for holding, enough in [
        ((True, False, True, True), True),
        ((False, True, True, True), True),
        ((False, False, True, True), False),
        ((True, True, False, True), False),
        ((True, True, True, False), False),
    ]:
        checks = [Check("", holds, "") for holds in holding]
        assert can_grade(checks) is enough


def test_the_doctor_command_says_what_holds() -> None:
    told = CliRunner().invoke(main, ["doctor"])
    assert told.exit_code == 0
    assert "This machine can grade." in told.output
    record = json.loads(CliRunner().invoke(main, ["doctor", "--json"]).output)
    assert record["ready"]
    assert {"name", "holds", "detail"} == record["checks"][0].keys()


def test_system_call_numbers_are_those_of_libseccomp() -> None:
    library = find_library("seccomp")
    if library is None:
        pytest.skip("libseccomp is not installed, so there is nothing to compare with")
    resolve: Any = ctypes.CDLL(library).seccomp_syscall_resolve_name_arch
    resolve.argtypes = [ctypes.c_uint32, ctypes.c_char_p]
    for name, numbers in seccomp.allowed_calls().items():
        for number, architecture in zip(numbers, (0xC000003E, 0xC00000B7), strict=True):
            assert max(resolve(architecture, name.encode()), -1) == number, name


def test_dangerous_calls_are_not_allowed() -> None:
    refused = {"execve", "fork", "clone", "clone3", "socket", "connect", "ptrace", "mount", "bpf"}
    refused |= {"unshare", "setns", "kill", "prctl", "memfd_create", "shmget", "io_uring_setup"}
    assert not refused & seccomp.allowed_calls().keys()
