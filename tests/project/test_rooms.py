"""Who may import whom. A room knows only the rooms below it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = {
    "exercises": 0,
    "notebook": 1,
    "authoring": 2,
    "engine": 2,
    "audit": 3,
    "classroom": 3,
}
IN_THE_BROWSER = {"numpy", "pandas", "plotly", "scipy", "IPython", "autograder", "course"}
MODULES = sorted(
    path
    for folder in ("autograder", "course")
    for path in (ROOT / folder).rglob("*.py")
    if path.parent.name.isidentifier()  # lessons lie in folders that no import can name
)


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file, in full."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] == "autograder" and len(parts) > 2 else ""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", [p for p in MODULES if room(p)], ids=name)
def test_a_room_imports_only_rooms_below(path):
    for module in imports(path):
        parts = module.split(".")
        assert parts[0] != "course", f"{name(path)} imports {module}"
        other = parts[1] if parts[0] == "autograder" and len(parts) > 1 else "errors"
        if other not in ("errors", room(path)):
            assert other in FLOORS, f"{name(path)} imports {module}"
            assert FLOORS[other] < FLOORS[room(path)], f"{name(path)} imports {module}"


def test_every_room_has_a_floor():
    rooms = {p.parent.name for p in (ROOT / "autograder").glob("*/__init__.py")}
    assert rooms <= FLOORS.keys()


@pytest.mark.parametrize("path", [p for p in MODULES if p.parts[-2] == "course"], ids=name)
def test_the_course_knows_only_what_a_student_touches(path):
    for module in imports(path):
        parts = module.split(".")
        below = parts[1:2] in (["notebook"], ["exercises"])
        assert parts[0] != "autograder" or below, f"{name(path)}: {module}"


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if p.parts[-2] in ("exercises", "notebook", "course")
     and p.name != "commands.py"],
    ids=name,
)  # fmt: skip
def test_the_students_side_runs_in_a_browser(path):
    for module in imports(path):
        top = module.split(".")[0]
        assert top in IN_THE_BROWSER or top in sys.stdlib_module_names, f"{name(path)}: {module}"


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) == "engine"], ids=name)
def test_the_engine_never_sees_a_gradebook(path):
    for module in imports(path):
        assert not module.startswith(("nbgrader.api", "sqlalchemy")), f"{name(path)}: {module}"


def test_importing_the_students_side_loads_nothing_heavy():
    code = (
        "import autograder, sys; print(sorted({'nbgrader', 'jupytext', 'click'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
