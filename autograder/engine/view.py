"""What a student process sees of the file system: Python and its libraries, and nothing else."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from autograder.engine import kernel

SCRATCH = "/scratch"
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_SYSTEM = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib"),
    *("/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/localtime"),
)
_STAGE = "/tmp"  # where the view is put together; any directory would do


def readable_paths() -> list[str]:
    """Python, its libraries, the system's, and the packages that are loaded in this process."""
    wanted = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    wanted += [f"{prefix}/lib" for prefix in (sys.base_prefix, sys.prefix)]
    wanted += _SYSTEM
    wanted += _loaded_packages()
    return _outermost(path for path in wanted if Path(path).exists())


def _loaded_packages() -> list[str]:
    """Folders (or files) of the modules that are loaded from elsewhere, as from a checkout."""
    found = []
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and "." not in name and name != "__main__":
            path = Path(file)
            found.append(str(path.parent if path.name.startswith("__init__.") else path))
    return found


def _outermost(paths: Iterable[str]) -> list[str]:
    """The paths without those that lie in another one."""
    kept: list[str] = []
    for path in sorted({os.path.normpath(path) for path in paths}):
        if not any(path == other or path.startswith(other + "/") for other in kept):
            kept.append(path)
    return kept


def enter(paths: Iterable[str]) -> None:
    """Make a file system of these paths, read-only, the root of this mount namespace."""
    kernel.mount("", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
    trees = {path: _tree(path) for path in (*paths, *DEVICES) if not Path(path).is_symlink()}
    links = {path: os.path.realpath(path) for path in paths if Path(path).is_symlink()}
    folders = {path: Path(path).is_dir() for path in trees}
    kernel.mount("tmpfs", _STAGE, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "size=1m,mode=755")
    for path, tree in trees.items():
        target = Path(_STAGE + path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if folders[path]:
            target.mkdir(exist_ok=True)
        else:
            target.touch()
        kernel.attach(tree, str(target))
        os.close(tree)
    for path, real in links.items():
        target = Path(_STAGE + path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(real)
    Path(_STAGE + SCRATCH).mkdir()
    kernel.restrict_mount_at(_STAGE, kernel.READ_ONLY)
    kernel.enter_root(_STAGE)


def _tree(path: str) -> int:
    """A read-only copy of what is mounted at a path."""
    tree = kernel.open_tree(path)
    devices = 0 if path in DEVICES else kernel.NO_DEVICES
    kernel.restrict_mount(tree, kernel.READ_ONLY | kernel.NO_SETUID | devices)
    return tree


def mount_scratch(megabytes: int) -> None:
    """A private, empty, size-limited folder to write in; it vanishes with its process."""
    flags = kernel.MS_NOSUID | kernel.MS_NODEV
    data = f"size={megabytes}m,nr_inodes=10000,mode=700"
    kernel.mount("tmpfs", SCRATCH, "tmpfs", flags, data)
