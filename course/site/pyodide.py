"""Assemble Python for the browser in ``_vendor/pyodide``: ``python -m course.site.pyodide``.

The core comes from npm at a pinned digest, and with it Pyodide's own lock file. Every package that
the lock names is verified against it, wherever it was found: in the official release where the
network allows, else inside a wheel that ships a whole Pyodide folder (we unpack it and never run
it). What Pyodide does not build itself is pure Python and verified against ``requirements.lock``.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

from course.site.places import PYODIDE, ROOT, VENDOR
from course.site.vendor import VendorError, pins, unpack

CORE = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "README.md"]
LOCK = "pyodide-lock.json"
WANTED = ["numpy", "pandas", "scipy", "packaging"]
OURS = {"narwhals": [], "plotly": ["narwhals", "packaging", "numpy"]}
"""Pure packages in the versions of requirements.lock, with what they need."""
CARRIER = (
    "open-webui==0.12.4 "
    "--hash=sha256:02e9caba96234db3fa17a92e56163b3f7f2b8ca8227fa886b85c178d696483f6"
)
INSIDE = "open_webui/frontend/pyodide/"
# plotly.py carries plotly.js three times over; the page has its own.
BALLAST = re.compile(r"plotly/package_data/(plotly\.min\.js|widgetbundle\.js)|.*/labextensions?/.*")


def assemble() -> None:
    """Make the folder, or leave it as it is when it was made from the same pins."""
    stamp = hashlib.sha256(Path(__file__).read_bytes() + repr(pins()["pyodide"]).encode())
    marker = PYODIDE / ".from"
    if marker.is_file() and marker.read_text(encoding="utf-8") == stamp.hexdigest():
        print("Python for the browser is there already.")
        return
    with tempfile.TemporaryDirectory(dir=_made(VENDOR)) as draft:
        folder = Path(draft) / "pyodide"
        unpack("pyodide", folder, ["*"])
        lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
        for extra in folder.iterdir():
            if extra.name not in CORE:
                extra.unlink()
        wanted = {name: lock["packages"][name] for name in _closure(lock["packages"])}
        official(folder, wanted)
        for name, needs in OURS.items():
            wanted[name] = pinned(folder, name, needs)
        lock["packages"] = dict(sorted(wanted.items()))
        (folder / LOCK).write_text(json.dumps(lock, indent=1), encoding="utf-8")
        _licences(folder, wanted)
        (folder / ".from").write_text(stamp.hexdigest(), encoding="utf-8")
        shutil.rmtree(PYODIDE, ignore_errors=True)
        folder.rename(PYODIDE)
    size = sum(path.stat().st_size for path in PYODIDE.rglob("*") if path.is_file())
    print(f"Python for the browser: {len(wanted)} packages, {size / 1e6:.0f} MB, all verified.")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _closure(packages: dict[str, Any]) -> list[str]:
    found: list[str] = []
    todo = list(WANTED)
    while todo:
        name = todo.pop()
        if name not in found:
            found.append(name)
            todo += packages[name]["depends"]
    return sorted(found)


def official(folder: Path, wanted: dict[str, Any]) -> None:
    """Put every wanted package into ``folder``, each verified against Pyodide's lock."""
    version = pins()["pyodide"]["package"].rpartition("@")[2]
    release = f"https://cdn.jsdelivr.net/pyodide/v{version}/full/"
    reachable, carrier = True, None
    for entry in wanted.values():
        name, data = entry["file_name"], None
        if reachable:
            try:
                with urllib.request.urlopen(release + name, timeout=5) as answer:
                    data = answer.read()
            except OSError:
                reachable = False
        if data is None:
            carrier = carrier or _carrier()
            with zipfile.ZipFile(carrier) as archive:
                data = archive.read(INSIDE + name)
        if hashlib.sha256(data).hexdigest() != entry["sha256"]:
            raise VendorError(f"{name} is not the file that Pyodide's lock names. Nothing is kept.")
        (folder / name).write_bytes(data)


def _carrier() -> Path:
    """The wheel that carries a Pyodide folder, verified by pip against our pin."""
    kept = list((VENDOR / "wheels").glob("open_webui-*.whl"))
    return kept[0] if kept else _downloaded(CARRIER, "open_webui-*.whl", "3.12")


def _downloaded(requirement: str, pattern: str, python: str = "3.14") -> Path:
    folder = _made(VENDOR / "wheels")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(requirement + "\n")
        file.flush()
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--only-binary=:all:", "--require-hashes"]
        command += ["--abi", "none", "--platform", "any"]  # never this machine's own wheel
        command += ["--python-version", python, "--dest", str(folder), "--requirement", file.name]
        try:
            subprocess.run(command, check=True, timeout=900)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            name = requirement.split()[0]
            raise VendorError(f"pip could not fetch {name}. Try again later.") from None
    return next(iter(folder.glob(pattern)))


def pinned(folder: Path, name: str, needs: list[str]) -> dict[str, Any]:
    """A pure package from requirements.lock, without ballast, as an entry of the lock."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pin = re.search(rf"^{name}==(\S+) \\\n((?:    --hash=\S+(?: \\)?\n)+)", text, re.MULTILINE)
    if pin is None:
        raise VendorError(f"requirements.lock does not pin {name}.")
    hashes = " ".join(re.findall(r"--hash=\S+", pin[2]))
    wheel = _downloaded(
        f"{name}=={pin[1]} {hashes}", f"{name.replace('-', '_')}-{pin[1]}-py*-none-any.whl"
    )
    target = folder / wheel.name
    with (
        zipfile.ZipFile(wheel) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as slim,
    ):
        for item in source.infolist():
            if not BALLAST.fullmatch(item.filename):
                slim.writestr(item, source.read(item), zipfile.ZIP_DEFLATED)
    return {
        "depends": needs,
        "file_name": wheel.name,
        "imports": [name],
        "install_dir": "site",
        "name": name,
        "package_type": "package",
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "unvendored_tests": False,
        "version": pin[1],
    }


def _licences(folder: Path, packages: dict[str, Any]) -> None:
    """Lay the licence texts of everything beside it, with an index for the site's own page."""
    version = pins()["pyodide"]["package"].rpartition("@")[2]
    index = [{"name": "pyodide", "version": version, "licence": "MPL-2.0", "files": []}]
    for name, entry in packages.items():
        files, licence = [], ""
        with zipfile.ZipFile(folder / entry["file_name"]) as wheel:
            for item in wheel.namelist():
                if re.search(r"\.dist-info/(.*/)?(LICEN[CS]E|COPYING|NOTICE)[^/]*$", item):
                    place = f"{name}/{'-'.join(item.split('/')[1:])}"
                    _made(folder / "licences" / name)
                    (folder / "licences" / place).write_bytes(wheel.read(item))
                    files.append(place)
                if item.endswith(".dist-info/METADATA"):
                    licence = _licence(wheel.read(item).decode())
        index.append(
            {"name": name, "version": entry["version"], "licence": licence, "files": files}
        )
    (folder / "licences" / "index.json").write_text(json.dumps(index, indent=1), encoding="utf-8")


def _licence(metadata: str) -> str:
    """The licence that a package states, in a few words."""
    for pattern in (r"^License-Expression: (.+)$", r"^Classifier: License :: .*:: (.+)$"):
        if found := re.search(pattern, metadata, re.MULTILINE):
            return found[1]
    found = re.search(r"^License: (.+)$", metadata, re.MULTILINE)
    return found[1] if found else "see its text"


if __name__ == "__main__":
    try:
        assemble()
    except VendorError as error:
        sys.exit(str(error))
