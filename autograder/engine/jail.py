"""Confinement of the processes that run students' code.

Two layers, each made by the kernel. Namespaces: own users, processes, files, network and shared
memory, in a view that holds Python and its libraries only. Landlock, a system call filter and
resource limits: no file outside the view, no new process, no socket, no signal to others. Where
the system refuses namespaces the second layer alone still keeps every promise that the doctor
lists; where that is missing too, there is no grading.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from autograder.engine import kernel, landlock, seccomp, view
from autograder.engine.grading import EngineError, Limits

_NOBODY = 65534
_USER_INSIDE = 1000
_OUTER = kernel.CLONE_NEWNS | kernel.CLONE_NEWNET | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS
_MOST_FILES = 256


class JailError(EngineError):
    """Students' code cannot be confined here; the message says what is missing."""


@dataclass
class Jail:
    """How this machine confines: made once, entered by the zygote, then by each student process."""

    limits: Limits
    confined: bool
    namespaces: bool
    landlock: bool
    base_bytes: int = 0
    readable: list[str] = field(default_factory=list)
    scratch: str = view.SCRATCH
    _pid_namespace: int = -1

    @classmethod
    def here(cls, limits: Limits, *, sandbox: bool) -> Jail:
        """The best that this machine can do; call it when all libraries are loaded.

        Raises JailError where that is too little, unless ``sandbox`` is false.
        """
        jail = cls(limits, sandbox, False, landlock.abi() > 0, _address_space())
        if sandbox:
            jail.readable = view.readable_paths()
            jail.namespaces = jail._try_namespaces()
            if not seccomp.supported():
                raise JailError(
                    "This machine's processor is not known to the system call filter, so students' "
                    "code cannot be confined. Grade on x86-64 or 64-bit ARM."
                )
            if not (jail.namespaces or jail.landlock):
                raise JailError(
                    "This system allows neither namespaces nor Landlock, so students' code cannot "
                    "be confined. Use Linux 5.13 or later, or allow user namespaces; "
                    "`autograder doctor` says more."
                )
        return jail

    def enter_zygote(self) -> None:
        """Confine the process that forks students, as far as all of them share it."""
        if self.confined and self.namespaces:
            self._enter_namespaces()
        else:
            self.scratch = tempfile.mkdtemp(prefix="scratch-")

    def leave_zygote(self) -> None:
        """Clean up when the zygote ends."""
        if not self.namespaces:
            shutil.rmtree(self.scratch, ignore_errors=True)

    def before_fork(self) -> None:
        """Prepare the next student process, which will be the first of its own namespace."""
        if self.namespaces:
            kernel.setns(self._pid_namespace, kernel.CLONE_NEWPID)
            kernel.unshare(kernel.CLONE_NEWPID)
        else:
            _empty(Path(self.scratch))

    def enter_student(self, wire: int) -> None:
        """Confine a student process, for good. ``wire`` is the one file that it keeps open."""
        kernel.die_with_parent(signal.SIGKILL)
        if self.namespaces:
            kernel.unshare(kernel.CLONE_NEWNS | kernel.CLONE_NEWIPC)
            view.mount_scratch(self.limits.scratch_mb)
        os.chdir(self.scratch)
        os.environ["HOME"] = tempfile.tempdir = self.scratch
        _close_all_but(wire)
        self._limit_resources()
        if not self.confined:
            return
        kernel.no_new_privileges()
        if self.landlock:
            landlock.restrict(self.readable, (self.scratch, *view.DEVICES))
        kernel.drop_capabilities()
        kernel.install_filter(seccomp.build(os.getpid()))

    def _enter_namespaces(self) -> None:
        """Continue as the first process of new namespaces; the old process waits for its end.

        Starting further process namespaces later takes one that belongs to the new user.
        """
        processes = os.open("/proc", os.O_PATH | os.O_DIRECTORY)
        if os.geteuid() == 0:
            kernel.unshare(_OUTER)
            view.enter(self.readable)
            os.setgroups([])
            os.setresgid(_NOBODY, _NOBODY, _NOBODY)
            os.setresuid(_NOBODY, _NOBODY, _NOBODY)
            kernel.be_dumpable()
            _new_user(processes, kernel.CLONE_NEWPID)
        else:
            _new_user(processes, _OUTER | kernel.CLONE_NEWPID)
            view.enter(self.readable)
        first = os.fork()
        if first:
            _, status = os.waitpid(first, 0)
            os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
        kernel.die_with_parent(signal.SIGKILL)
        self._pid_namespace = os.open("self/ns/pid", os.O_RDONLY, dir_fd=processes)
        os.close(processes)

    def _try_namespaces(self) -> bool:
        """Whether a process could confine itself so; tried in one that is thrown away."""
        pid = os.fork()
        if pid == 0:
            works = False
            try:
                self.namespaces = True
                self._enter_namespaces()
                self.before_fork()
                kernel.unshare(kernel.CLONE_NEWNS | kernel.CLONE_NEWIPC)
                view.mount_scratch(1)
                works = True
            finally:
                os._exit(0 if works else 1)
        _, status = os.waitpid(pid, 0)
        return status == 0

    def _limit_resources(self) -> None:
        limits = {
            resource.RLIMIT_AS: self.base_bytes + self.limits.memory_mb * 1_000_000,
            resource.RLIMIT_CPU: self.limits.cpu_s,
            resource.RLIMIT_FSIZE: self.limits.scratch_mb * 1_000_000,
            resource.RLIMIT_NOFILE: _MOST_FILES,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_MEMLOCK: 0,
            resource.RLIMIT_MSGQUEUE: 0,
        }
        if self.namespaces:  # elsewhere this would count the user's other processes
            limits[resource.RLIMIT_NPROC] = self.limits.threads
        for what, most in limits.items():
            _, hard = resource.getrlimit(what)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (most, most))


def _new_user(processes: int, namespaces: int) -> None:
    """Enter a user namespace in which this process is an ordinary user that owns nothing else."""
    user, group = os.geteuid(), os.getegid()
    kernel.unshare(kernel.CLONE_NEWUSER | namespaces)
    _write(processes, "self/setgroups", "deny")
    _write(processes, "self/uid_map", f"{_USER_INSIDE} {user} 1")
    _write(processes, "self/gid_map", f"{_USER_INSIDE} {group} 1")


def _write(folder: int, name: str, text: str) -> None:
    handle = os.open(name, os.O_WRONLY, dir_fd=folder)
    try:
        os.write(handle, text.encode())
    finally:
        os.close(handle)


def _close_all_but(wire: int) -> None:
    """Leave nothing open but the wire, and nothing at all behind the standard streams."""
    nothing = os.open("/dev/null", os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    os.closerange(3, wire)
    os.closerange(wire + 1, _MOST_FILES * 16)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _address_space() -> int:
    """Bytes of address space that this process has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")
