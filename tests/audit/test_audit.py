"""The audit passes good exercises and fails weak ones, through the engine that gives marks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.audit.commands import audit

EXAMPLE = Path(__file__).parents[1] / "example"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example course, and the working folder in it."""
    shutil.copytree(EXAMPLE, tmp_path / "course")
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path / "course"


def test_the_example_passes_every_gate(course: Path) -> None:
    result = CliRunner().invoke(audit, ["--json"])
    record = json.loads(result.output)
    assert result.exit_code == 0, record["failures"]
    assert record["totals"]["mistakes"] == record["totals"]["recognised"] > 0
    assert record["totals"]["mutants"] > 20
    assert record["totals"]["accused"] == 0


def test_a_weak_bank_fails_with_the_reason(course: Path) -> None:
    """Hidden cases with equal arms cannot tell swapped arms or numbers per arm apart."""
    bank = course / "solutions/example-one/bank.py"
    weak = bank.read_text().replace(
        "hidden=[(24, 90, 12, 86), (30, 50, 10, 51)]", "hidden=[(45, 52, 29, 42)]"
    )
    assert weak != bank.read_text()
    bank.write_text(weak)
    result = CliRunner().invoke(audit, ["--json"])
    record = json.loads(result.output)
    assert result.exit_code == 1
    assert any("one-risks: results typed in as constants" in f for f in record["failures"])


def test_the_table_names_the_assignment_and_says_that_all_is_well(course: Path) -> None:
    result = CliRunner().invoke(audit, ["example-one"])
    assert result.exit_code == 0
    assert "example-one: mutation score" in result.output
    assert "Every gate is passed" in result.output


def test_an_unknown_assignment_is_answered_with_the_nearest(course: Path) -> None:
    result = CliRunner().invoke(audit, ["exampel-one"])
    assert result.exit_code != 0
    assert "example-one" in str(result.exception)
