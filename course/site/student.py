"""Our own side of Python in the page: the packages a student touches, as one wheel."""

from __future__ import annotations

import zipfile
from pathlib import Path

from course.site.places import COURSE, ROOT

NAME, VERSION = "set_and_setting_student", "1"
WHEEL = f"{NAME}-{VERSION}-py3-none-any.whl"


def student_files() -> dict[str, bytes]:
    """What is in the wheel: the course without its website, check and hint, and no grader."""
    grader = ROOT / "autograder"
    files = [grader / "__init__.py", grader / "errors.py"]
    for room in ("exercises", "notebook"):
        files += sorted((grader / room).glob("*.py"))
    files += [*sorted(COURSE.glob("*.py")), *sorted(COURSE.glob("*.toml"))]
    files += sorted((COURSE / "data").iterdir())
    files += sorted(COURSE.glob("m*/*.toml"))
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in files}


def student_wheel(folder: Path) -> Path:
    """Write the student's wheel into ``folder``."""
    return wheel(folder, NAME, VERSION, student_files())


def wheel(folder: Path, name: str, version: str, files: dict[str, bytes]) -> Path:
    """Write ``files`` as a pure wheel, the same bytes whenever the files are the same."""
    meta = f"{name}-{version}.dist-info"
    files = files | {
        f"{meta}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{meta}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{meta}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{meta}/RECORD"]).encode()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, data in files.items():
            archive.writestr(zipfile.ZipInfo(place, (2026, 1, 1, 0, 0, 0)), data)
    return path
