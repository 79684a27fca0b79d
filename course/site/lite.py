"""A whole JupyterLab in the browser, beside a made site: ``python -m course.site.lite [FOLDER]``.

JupyterLite runs on the Python that ``pyodide.py`` assembled. What its kernel needs on top is pure
Python, and verified like the rest: against ``requirements.lock``, or against Pyodide's own lock.
Nothing is asked of any other server; a package that is not here cannot be installed.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from course.site import reference
from course.site.modules import Module, modules
from course.site.places import PYODIDE, SITE, VENDOR, write
from course.site.pyodide import LOCK, official, pinned
from course.site.student import student_wheel, wheel
from course.site.vendor import VendorError, unpack

KERNEL = {
    "asttokens": [],
    "comm": [],
    "executing": [],
    "ipython": [
        "ipython-pygments-lexers", "jedi", "matplotlib-inline", "prompt-toolkit", "pygments",
        "stack-data", "traitlets",
    ],
    "ipython-pygments-lexers": ["pygments"],
    "jedi": ["parso"],
    "matplotlib-inline": ["traitlets"],
    "parso": [],
    "prompt-toolkit": ["wcwidth"],
    "pure-eval": [],
    "pygments": [],
    "stack-data": ["executing", "asttokens", "pure-eval"],
    "traitlets": [],
    "wcwidth": [],
}  # fmt: skip
"""Pure packages of requirements.lock that the kernel starts with, and what they need here."""
NBFORMAT = b'__version__ = "5.11.1"\n'
"""All that plotly asks of nbformat, whose own dependencies do not run in a browser."""
EXTENSIONS = ["@jupyterlite/pyodide-kernel-extension", "jupyterlab-plotly"]
SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "appName": "Set & Setting",
        "litePluginSettings": {
            "@jupyterlite/pyodide-kernel-extension:kernel": {
                "disablePyPIFallback": True,
                "loadPyodideOptions": {
                    "packages": ["micropip", "packaging", "ipython", "comm"],
                    "env": {"HOME": "/home/pyodide", "PLOTLY_RENDERER": "plotly_mimetype"},
                },
            }
        },
    },
}
NOTE = re.compile(r'(<p class="ss-lite">).*?(</p>)', re.DOTALL)
LINK = (
    "A whole JupyterLab, with every lesson and assignment, also runs in the browser: "
    '<a href="lite/lab/index.html">open it</a>. The first cell takes about half a minute. Your '
    "changes stay in this browser; nothing is sent anywhere."
)


def add_lite(site: Path = SITE) -> None:
    """Put JupyterLite into ``site/lite`` and say so on the page; raises VendorError."""
    page = site / "jupyterlab.html"
    if not page.is_file():
        raise VendorError(f"There is no site in {site.name}/ yet. Run `make site` first.")
    if not PYODIDE.is_dir():
        raise VendorError("Python for the browser is not here. Run `make vendor-pyodide` first.")
    with tempfile.TemporaryDirectory(dir=VENDOR) as draft:
        base = Path(draft)
        pyodide = base / "lite" / "static" / "pyodide"
        shutil.copytree(PYODIDE, pyodide)
        add_packages(pyodide)
        write(base / "lite" / "jupyter-lite.json", json.dumps(SETTINGS))
        for place, text in contents(modules()):
            write(base / "contents" / place, text)
        made = base / "made"
        _jupyterlite(base / "lite", base / "contents", made)
        shutil.rmtree(site / "lite", ignore_errors=True)
        shutil.copytree(made, site / "lite", ignore=shutil.ignore_patterns("*.map"))
    text = page.read_text(encoding="utf-8")
    page.write_text(NOTE.sub(rf"\g<1>{LINK}\g<2>", text), encoding="utf-8")


def contents(found: list[Module]) -> Iterator[tuple[str, str]]:
    """The learner's files, by their place: lessons without notes for instructors, assignments."""
    for module in found:
        for lesson in module.lessons:
            notebook = nbformat.read(lesson.path, as_version=4)
            notebook.cells = [
                cell for cell in notebook.cells if "instructor" not in cell.metadata.get("tags", [])
            ]
            yield f"lessons/{lesson.page}.ipynb", nbformat.writes(notebook)
        if module.assignment:
            for path in (module.assignment, module.assignment.with_name("keys.json")):
                place = f"assignments/{module.folder}/{path.name}"
                yield place, path.read_text(encoding="utf-8")
    yield "lessons/glossary.md", reference.glossary_page(reference.Lessons(found))


def add_packages(folder: Path) -> None:
    """Add to a Pyodide folder, and to its lock, what the kernel and the course need there."""
    lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    packages: dict[str, Any] = lock["packages"]
    with tempfile.TemporaryDirectory() as whole:
        unpack("pyodide", Path(whole), [LOCK])
        known = json.loads((Path(whole) / LOCK).read_text(encoding="utf-8"))["packages"]
    packages["micropip"] = known["micropip"]
    official(folder, {"micropip": known["micropip"]})
    for name, needs in KERNEL.items():
        packages[name] = pinned(folder, name, needs)
    stub = wheel(folder, "nbformat", "5.11.1", {"nbformat/__init__.py": NBFORMAT})
    packages["nbformat"] = _entry(stub, "nbformat", [], ["nbformat"])
    packages["plotly"]["depends"] += ["nbformat"]
    own = ["numpy", "pandas", "plotly", "scipy"]
    student = "set-and-setting-student"
    packages[student] = _entry(student_wheel(folder), student, own, ["autograder", "course"])
    (folder / LOCK).write_text(json.dumps(lock, indent=1), encoding="utf-8")


def _entry(path: Path, name: str, needs: list[str], imports: list[str]) -> dict[str, Any]:
    return {
        "depends": needs,
        "file_name": path.name,
        "imports": imports,
        "install_dir": "site",
        "name": name,
        "package_type": "package",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "unvendored_tests": False,
        "version": path.name.split("-")[1],
    }


def _jupyterlite(lite: Path, files: Path, made: Path) -> None:
    """Run JupyterLite's own build, with no lab extension but those that work without a server."""
    installed = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    settings = {
        "apps": ["lab"],
        "federated_extensions": [str(installed / name) for name in EXTENSIONS],
        "ignore_sys_prefix": ["federated_extensions"],
        "no_sourcemaps": True,
    }
    write(lite / "jupyter_lite_config.json", json.dumps({"LiteBuildConfig": settings}))
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    command += [f"--lite-dir={lite}", f"--contents={files}", f"--output-dir={made}"]
    done = subprocess.run(command, cwd=lite, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise VendorError(f"JupyterLite could not be made:\n{done.stdout}{done.stderr}".rstrip())


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else SITE
    try:
        add_lite(place)
    except VendorError as error:
        sys.exit(str(error))
    size = sum(path.stat().st_size for path in (place / "lite").rglob("*") if path.is_file())
    print(f"JupyterLab for the browser: {size / 1e6:.0f} MB in {place.name}/lite/")
