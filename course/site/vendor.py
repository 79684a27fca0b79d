"""Other projects' files, fetched once by npm, verified, unpacked with their licences."""

from __future__ import annotations

import base64
import fnmatch
import hashlib
import json
import subprocess
import tarfile
import tomllib
from pathlib import Path
from typing import Any

from course.site.places import HERE, VENDOR


class VendorError(Exception):
    """A file of another project cannot be had, or is not the one we pinned; says what to do."""


def pins() -> dict[str, dict[str, Any]]:
    """What ``vendor.toml`` pins, by our own short name."""
    return tomllib.loads((HERE / "vendor.toml").read_text(encoding="utf-8"))


def tarball(name: str) -> Path:
    """The package ``name`` as npm's archive, in ``_vendor/npm``; fetched when it is not there."""
    pin = pins()[name]
    package: str = pin["package"]
    folder = VENDOR / "npm"
    path = folder / (package.removeprefix("@").replace("/", "-").replace("@", "-") + ".tgz")
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", package, "--json", "--pack-destination", str(folder)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
        except FileNotFoundError:
            raise VendorError("npm is not installed. Install Node.js 18 or newer.") from None
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            raise VendorError(
                f"npm could not fetch {package}. Try again when the network allows it."
            ) from None
        got = folder / json.loads(done.stdout)[0]["filename"]
        got.replace(path)
    algorithm, _, wanted = pin["integrity"].partition("-")
    found = base64.b64encode(hashlib.new(algorithm, path.read_bytes()).digest()).decode()
    if found != wanted:
        path.unlink()
        raise VendorError(f"{package} is not the file that vendor.toml pins. It was removed.")
    return path


def unpack(name: str, target: Path, patterns: list[str] | None = None) -> None:
    """Unpack the files that ``patterns`` (or the pin) name into ``target``, flat within folders."""
    patterns = pins()[name]["files"] if patterns is None else patterns
    marker = target / ".from"
    stamp = json.dumps([pins()[name]["integrity"], patterns])
    if marker.is_file() and marker.read_text(encoding="utf-8") == stamp:
        return
    with tarfile.open(tarball(name)) as archive:
        for member in archive.getmembers():
            path = member.name.partition("/")[2]
            if member.isfile() and any(fnmatch.fnmatch(path, p) for p in patterns):
                place = target / path.removeprefix("dist/").removeprefix("files/")
                place.parent.mkdir(parents=True, exist_ok=True)
                stream = archive.extractfile(member)
                assert stream is not None
                place.write_bytes(stream.read())
    marker.write_text(stamp, encoding="utf-8")


def static_files(target: Path) -> None:
    """Everything the pages themselves load, each package in a folder of its own."""
    for name, pin in pins().items():
        if pin["files"]:
            unpack(name, target / name)
