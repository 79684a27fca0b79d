"""The confinement self-test: try, from inside, what confinement promises to prevent."""

from __future__ import annotations

import os
import socket
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.engine import landlock, seccomp
from autograder.engine.grading import Limits
from autograder.engine.jail import Jail, JailError
from autograder.engine.wire import Wire, WireError

_LIMITS = Limits(memory_mb=256, scratch_mb=4, cpu_s=20)


@dataclass(frozen=True)
class Check:
    """One thing that confinement promises: whether it holds here, and how that was seen."""

    name: str
    holds: bool
    detail: str


def doctor() -> list[Check]:
    """Try out what confinement promises on this machine.

    The first three checks are the layers; grading needs the filter and one of the other two. The
    rest are attempts made in a confined process; each must fail, and all must hold.
    """
    version = landlock.abi()
    try:
        jail = Jail.here(_LIMITS, sandbox=True)
        refused = ""
    except JailError as error:
        jail, refused = Jail(_LIMITS, True, False, version > 0), str(error)
    names = "users, processes, files, network, shared memory"
    layers = [
        Check("namespaces", jail.namespaces, names if jail.namespaces else "refused by the system"),
        Check("Landlock", version > 0, f"version {version}" if version else "not in this kernel"),
        Check("system call filter", seccomp.supported(), os.uname().machine),
    ]
    if refused:
        return [*layers, Check("confinement", False, refused)]
    return layers + _attempts(jail)


def can_grade(checks: list[Check]) -> bool:
    """Whether what holds is enough to grade."""
    namespaces, files, calls, *attempts = checks
    enough = calls.holds and (namespaces.holds or files.holds)
    return enough and bool(attempts) and all(check.holds for check in attempts)


def _attempts(jail: Jail) -> list[Check]:
    """Make the attempts in a process confined like a student's."""
    ours, theirs = socket.socketpair()
    with tempfile.NamedTemporaryFile() as secret, socket.create_server(("127.0.0.1", 0)) as server:
        secret.write(b"secret")
        secret.flush()
        prevented = _prevented(secret.name, server.getsockname()[1], os.getpid())
        child = os.fork()
        if child == 0:
            ours.close()
            _confined(jail, theirs, prevented)
        theirs.close()
        try:
            reply = Wire(ours).receive(time.monotonic() + 60)
        except WireError:
            reply = {"checks": [asdict(Check("confinement", False, "the test process died"))]}
        finally:
            ours.close()
            os.waitpid(child, 0)
    return [Check(**check) for check in reply["checks"]]


Attempt = Callable[[], Any]


def _prevented(secret: str, port: int, grader: int) -> dict[str, Attempt]:
    """What must not be possible, each with an attempt that raises where it is prevented."""
    home = Path(os.environ.get("HOME", "/root"))
    return {
        "another file cannot be read": lambda: Path(secret).read_text(),
        "the home folder cannot be listed": lambda: list(home.iterdir()),
        "libraries cannot be changed": lambda: Path(os.__file__).open("a"),
        "there is no network": lambda: socket.create_connection(("127.0.0.1", port), 2),
        "no process can be started": os.fork,
        "no program can be run": lambda: os.execv("/bin/sh", ["sh", "-c", "true"]),
        "the grader cannot be signalled": lambda: os.kill(grader, 0),
        "the grader's memory cannot be read": lambda: Path(f"/proc/{grader}/mem").open("rb"),
        "memory is limited": lambda: bytearray(_LIMITS.memory_mb * 2_000_000),
        "the scratch folder is limited": lambda: Path("fill").write_bytes(bytes(9_000_000)),
        "threads are limited": _start_threads,
    }


def _start_threads() -> None:
    stop = threading.Event()
    try:
        for _ in range(_LIMITS.memory_mb):
            threading.Thread(target=stop.wait, daemon=True).start()
    finally:
        stop.set()


def _confined(jail: Jail, end: socket.socket, prevented: dict[str, Attempt]) -> None:
    """Enter the jail as zygote and student do, make the attempts, report, and end."""
    try:
        jail.enter_zygote()
        jail.before_fork()
        student = os.fork()
        if student == 0:
            jail.enter_student(end.fileno())
            checks = [_attempt(name, attempt) for name, attempt in prevented.items()]
            checks.append(_scratch_works())
            Wire(end).send({"checks": [asdict(check) for check in checks]})
            os._exit(0)
        os.waitpid(student, 0)
        jail.leave_zygote()
    finally:
        os._exit(0)


def _attempt(name: str, attempt: Attempt) -> Check:
    try:
        attempt()
    except (OSError, MemoryError, RuntimeError) as error:
        return Check(name, True, f"prevented: {type(error).__name__}: {error}".rstrip(": "))
    return Check(name, False, "it was possible")


def _scratch_works() -> Check:
    try:
        Path("note").write_text("kept", encoding="utf-8")
    except OSError as error:
        return Check("the scratch folder can be used", False, str(error))
    return Check("the scratch folder can be used", True, str(Path.cwd()))
