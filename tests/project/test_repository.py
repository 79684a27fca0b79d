"""What is in the repository, and what is not."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TOP = {
    "assignments", "autograder", "course", "solutions", "tests",
    ".ci", ".gitignore", ".pre-commit-config.yaml", "CITATION.cff", "CONTRIBUTING.md", "LICENSE",
    "LICENSE-CONTENT", "Makefile", "README.md", "nbgrader_config.py", "pyproject.toml",
    "requirements.lock",
}  # fmt: skip
REGISTRY = re.compile(
    r"https?://[^\s/\"']*(?:pypi|pythonhosted|npmjs|conda)[^\s/\"']*", re.IGNORECASE
)
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def tracked() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: there is no list of tracked files to read")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [name for name in done.stdout.decode().split("\0") if name]


def texts() -> list[tuple[str, str]]:
    found = []
    for name in tracked():
        path = ROOT / name
        if path.is_file() and path != Path(__file__):
            data = path.read_bytes()
            if b"\0" not in data:
                found.append((name, data.decode("utf-8")))
    return found


def test_the_top_level_holds_what_the_readme_lists():
    assert {name.split("/")[0] for name in tracked()} <= TOP


def test_no_file_names_a_registry_or_a_place_on_one_machine():
    for name, text in texts():
        assert not REGISTRY.search(text), f"{name} names a package registry"
        assert f"{ROOT}/" not in text, f"{name} names a folder of this machine"


def test_the_lock_has_a_hash_for_every_package_and_no_address():
    assert "://" not in LOCK
    pins = re.findall(r"^[\w.\[\]-]+==\S+.*?(?=^[\w.\[\]-]+==|\Z)", LOCK, re.MULTILINE | re.DOTALL)
    assert len(pins) > 100
    assert all("--hash=sha256:" in pin for pin in pins)


def test_the_lock_holds_every_dependency_and_what_sets_it_up():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [need for needs in project["optional-dependencies"].values() for need in needs]
    locked = set(re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE))
    for need in [*project["dependencies"], *extras, "uv", "hatchling"]:
        assert re.match(r"[\w.-]+", need).group().lower() in locked, need


def test_make_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE).group(1).split()
    said = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line.split()[1] for line in said.stdout.splitlines()] == phony


def test_the_citation_agrees_with_the_project():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert str(citation["version"]) == project["version"]


def test_modules_stay_small():
    for path in (ROOT / "autograder").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path
