"""Landlock: the kernel keeps a process to the files it is given, without any privilege.

See https://docs.kernel.org/userspace-api/landlock.html. Works since Linux 5.13; later versions of
its interface (ABI) also keep network and signals.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

from autograder.engine.kernel import syscall

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION_FLAG, _PATH_BENEATH = 1, 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_READ = _READ_FILE | _READ_DIR
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | 1 << 14 | 1 << 15
_RIGHTS_OF_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_SPECIAL_FILES = 1 << 6 | 1 << 9 | 1 << 10 | 1 << 11  # character, socket, fifo, block
_BIND_AND_CONNECT = 3
_ABSTRACT_SOCKETS_AND_SIGNALS = 3


class _Path(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("handle", ctypes.c_int32))


def abi() -> int:
    """The version of the interface that this kernel has; 0 where it has none."""
    try:
        return syscall(_CREATE, "landlock", None, ctypes.c_size_t(0), _VERSION_FLAG)
    except OSError:
        return 0


def restrict(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Keep this process to these files and directories, and from the network, for good.

    ``writable`` may be read and written, and directories filled with plain files; nothing may be
    executed. Needs ``no_new_privileges`` before. Paths that do not exist are passed over.
    """
    version = abi()
    rights = _RIGHTS_OF_ABI[max(known for known in _RIGHTS_OF_ABI if known <= version)]
    network = _BIND_AND_CONNECT if version >= 4 else 0
    scoped = _ABSTRACT_SOCKETS_AND_SIGNALS if version >= 6 else 0
    attribute = (ctypes.c_uint64 * 3)(rights, network, scoped)
    size = ctypes.c_size_t(24 if version >= 6 else 16 if version >= 4 else 8)
    ruleset = syscall(_CREATE, "a Landlock rule set", ctypes.byref(attribute), size, 0)
    try:
        for path in readable:
            _allow(ruleset, path, _READ)
        for path in writable:
            _allow(ruleset, path, rights & ~_EXECUTE & ~_SPECIAL_FILES)
        syscall(_RESTRICT, "Landlock", ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not Path(path).is_dir():
            rights &= _FILE_RIGHTS
        rule = _Path(rights, handle)
        syscall(_ADD_RULE, "a Landlock rule", ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(handle)
