"""The few calls to the Linux kernel that Python does not offer, by way of the C library.

All raise OSError with the kernel's reason. Numbers are those of ``linux/*.h``; system calls that
are called by number have the same one on every architecture.
"""

from __future__ import annotations

import ctypes
import os
from typing import Any

_libc = ctypes.CDLL(None, use_errno=True)

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_NOSUID, MS_NODEV, MS_REC, MS_PRIVATE = 2, 4, 16384, 1 << 18
_MNT_DETACH = 2
_AT_FDCWD, _AT_EMPTY_PATH, _AT_RECURSIVE = -100, 0x1000, 0x8000
_OPEN_TREE_CLONE, _MOVE_MOUNT_F_EMPTY_PATH = 1, 4
_SYS_OPEN_TREE, _SYS_MOVE_MOUNT, _SYS_MOUNT_SETATTR = 428, 429, 442
READ_ONLY, NO_SETUID, NO_DEVICES = 1, 2, 4

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP = 1, 4, 22
_PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT = 24, 38, 47
_PR_CAP_AMBIENT_CLEAR_ALL, _SECCOMP_MODE_FILTER = 4, 2
_CAPABILITY_VERSION_3 = 0x20080522
_LAST_CAPABILITY = 63


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(number: int, what: str, *args: Any) -> int:
    """A system call by number."""
    return _checked(int(_libc.syscall(ctypes.c_long(number), *args)), what)


def unshare(flags: int) -> None:
    """Leave namespaces for new ones."""
    _checked(_libc.unshare(flags), "new namespaces")


def setns(handle: int, flags: int) -> None:
    """Enter the namespace that a file descriptor stands for."""
    _checked(_libc.setns(handle, flags), "entering a namespace")


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    """Mount a file system, or change how mounts propagate."""
    args = (source.encode(), target.encode(), kind.encode())
    _checked(_libc.mount(*args, ctypes.c_ulong(flags), data.encode()), f"mounting {target}")


def open_tree(path: str) -> int:
    """A file descriptor on a detached copy of the mounts at ``path``."""
    flags = _OPEN_TREE_CLONE | os.O_CLOEXEC | _AT_RECURSIVE
    return syscall(_SYS_OPEN_TREE, f"opening {path}", _AT_FDCWD, path.encode(), flags)


def restrict_mount(handle: int, attributes: int, path: str = "") -> None:
    """Make a mount read-only and the like: the one at ``path``, or a whole detached tree."""
    attribute = (ctypes.c_uint64 * 4)(attributes, 0, 0, 0)
    flags = 0 if path else _AT_EMPTY_PATH | _AT_RECURSIVE
    size = ctypes.c_size_t(ctypes.sizeof(attribute))
    args = (handle, path.encode(), flags, ctypes.byref(attribute), size)
    syscall(_SYS_MOUNT_SETATTR, "restricting a mount", *args)


def restrict_mount_at(path: str, attributes: int) -> None:
    """Make the mount at ``path`` read-only and the like."""
    restrict_mount(_AT_FDCWD, attributes, path)


def attach(tree: int, target: str) -> None:
    """Mount a detached tree."""
    args = (tree, b"", _AT_FDCWD, target.encode(), _MOVE_MOUNT_F_EMPTY_PATH)
    syscall(_SYS_MOVE_MOUNT, f"mounting {target}", *args)


def enter_root(root: str) -> None:
    """Make a mounted directory the root, and let go of the old root."""
    os.chdir(root)
    _checked(_libc.pivot_root(b".", b"."), "changing the root")
    _checked(_libc.umount2(b".", _MNT_DETACH), "leaving the old root")
    os.chdir("/")


def die_with_parent(signal: int) -> None:
    """Have the kernel send this signal when the parent is gone."""
    _checked(_libc.prctl(_PR_SET_PDEATHSIG, signal, 0, 0, 0), "following the parent")


def be_dumpable() -> None:
    """Own one's own files in /proc again after a change of user."""
    _checked(_libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0), "owning one's own process")


def no_new_privileges() -> None:
    """Never gain privileges again, by whatever file is executed."""
    _checked(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "giving up new privileges")


def drop_capabilities() -> None:
    """Give up every capability, for good."""
    _libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    for capability in range(_LAST_CAPABILITY + 1):
        if _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
            break  # beyond the last one that this kernel knows, or never held
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _checked(_libc.capset(ctypes.byref(header), (ctypes.c_uint32 * 6)()), "dropping capabilities")


def install_filter(program: bytes) -> None:
    """Install a seccomp filter: an array of ``struct sock_filter``."""

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    fprog = Program(len(program) // 8, program)
    args = (_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(fprog), 0, 0)
    _checked(_libc.prctl(*args), "installing the system call filter")
