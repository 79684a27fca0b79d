"""``autograder progress`` sorts exercises by where the learner stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from autograder import check, overview
from autograder.notebook.commands import progress
from tests.exercises.conftest import exercise, risks
from tests.notebook.test_check import assignment, odds_for_risks

__all__ = ["assignment", "exercise"]


@pytest.fixture(autouse=True)
def _folder(assignment: Path) -> None:
    """Work in a folder with one released assignment."""


def run(*args: str) -> str:
    result = CliRunner().invoke(progress, list(args))
    assert result.exit_code == 0, result.output
    return result.output


def test_an_untouched_assignment_is_not_yet() -> None:
    assert json.loads(run("--json"))["not yet"] == ["x01-risks"]


def test_exercises_move_from_revisit_to_done_and_mistakes_recur() -> None:
    for _ in range(2):
        check("x01-risks", odds_for_risks, "b")
    record = json.loads(run("--json"))
    assert record["to revisit"] == ["x01-risks"]
    assert record["recurring mistakes"] == {"or-as-rr": 2}
    assert "An odds ratio of 3" in run()
    check("x01-risks", risks, "b")
    assert json.loads(run("--json"))["done"] == ["x01-risks"]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "Nothing checked yet" in run(str(empty))


def test_a_broken_key_file_costs_only_itself(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "keys.json").write_text('{"assignment": "x", "exercises": [], "misconceptions": {}}')
    result = CliRunner().invoke(progress, [str(tmp_path)])
    assert result.exit_code == 0
    assert f"{broken}: keys.json cannot be read" in result.output
    assert "x01-risks" in result.output


def test_a_state_folder_that_cannot_be_made_costs_only_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "a-file"))
    assert check("x01-risks", risks, "b") == 4
    assert json.loads(run("--json"))["done"] == []


def test_the_overview_says_what_to_go_on_with_and_links_it(tmp_path: Path) -> None:
    other = tmp_path / "m99-other"
    other.mkdir()
    record = json.loads((tmp_path / "keys.json").read_text())
    key = record["exercises"].pop("x01-risks") | {"id": "x02-other", "title": "Another <one>"}
    record |= {"assignment": "m99-other", "exercises": {"x02-other": key}}
    (other / "keys.json").write_text(json.dumps(record))
    first = overview(tmp_path)
    assert first.next == (tmp_path, "x01-risks")
    check("x01-risks", risks, "b")
    second = overview(tmp_path)
    assert second.next == (other, "x02-other")
    html = BeautifulSoup(second._repr_html_(), "html.parser")
    assert html.find("a")["href"] == "m99-other/m99-other.ipynb"
    assert "Another <one>" in html.text
    assert [item.text for item in html.find_all("li")] == [
        "✓example: 1 of 1 done", "○99 · other: 0 of 1 done"
    ]  # fmt: skip
    assert "99 · other: 0 of 1 done" in repr(second)


def test_an_overview_where_all_is_done_says_so() -> None:
    check("x01-risks", risks, "b")
    assert "All exercises here are done." in overview()._repr_html_()
