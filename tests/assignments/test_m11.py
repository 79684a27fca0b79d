"""The capstone: the reference agrees with the living review, and faults are called by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from autograder.exercises import Assignment, ExerciseKey, Outcome, judge
from course import brief
from course.brief_folder import oral_questions, write_folder
from course.extraction import FAULTS, broken, extraction

ASSIGNMENT = "m11-capstone"
Cases = Callable[[str, str], list[tuple[Any, ...]]]


def test_the_first_public_cases_are_what_the_notebook_loads(
    answers: dict[str, Any], cases: Cases
) -> None:
    tables = [answers["table"], *answers["practice"].values()]
    for part in ("faults", "kept", "living"):
        public = cases("m11-living", part)[: len(tables)]
        for (case,), loaded in zip(public, tables, strict=True):
            pd.testing.assert_frame_equal(case, loaded)
    assert cases("m11-brief", "render_brief")[0][0] == pytest.approx(answers["numbers"])


@pytest.mark.parametrize(
    ("fault", "k", "g", "low", "high"),
    [
        ("", 6, -0.7119, -0.9534, -0.4704),
        ("new trial", 7, -0.5830, -0.8820, -0.2841),
        ("limits instead of SDs", 6, -0.7119, -0.9534, -0.4704),
        ("no SD", 5, -0.7940, None, None),
        ("SE typed as SD", 5, -0.7940, None, None),
        ("percent of the scale", 5, -0.7940, None, None),
        ("lost decimal point", 5, -0.7940, None, None),
        ("second arm", 6, -0.7119, -0.9534, -0.4704),
        ("after the crossover", 6, -0.7119, -0.9534, -0.4704),
        ("retracted paper", 6, -0.7119, -0.9534, -0.4704),
        ("retracted paper in capitals", 6, -0.7119, -0.9534, -0.4704),
    ],
)
def test_the_living_answer_is_the_published_one_and_follows_the_rules(
    answers: dict[str, Any], fault: str, k: int, g: float, low: float | None, high: float | None
) -> None:
    table = answers["practice"][fault] if fault else answers["table"]
    ours = answers["living"](table)
    assert ours["k"] == k
    assert ours["g"] == pytest.approx(g, abs=6e-4)
    if low is not None:
        assert (ours["low"], ours["high"]) == pytest.approx((low, high), abs=6e-4)
    if not fault:
        assert (ours["pi_low"], ours["pi_high"]) == pytest.approx((-1.0588, -0.3651), abs=6e-4)
    if fault == "new trial":
        assert (ours["pi_low"], ours["pi_high"]) == pytest.approx((-1.140, -0.026), abs=1e-3)


@pytest.mark.parametrize(
    ("fault", "blind", "k", "g"),
    [
        ("SE typed as SD", "se-as-sd", 6, -1.3758),
        ("second arm", "double-counted-arms", 7, -0.7685),
        ("percent of the scale", "effect-hides-scale", 6, -0.7119),
        ("retracted paper", "cites-retracted", 7, -0.9230),
        ("after the crossover", "post-crossover-included", 7, -0.6948),
    ],
)
def test_a_fault_that_is_not_noticed_gives_the_number_that_its_belief_gives(
    assignment: Assignment, fault: str, blind: str, k: int, g: float
) -> None:
    part = assignment.bank.exercises["m11-living"].parts["living"]
    table = assignment.answers["practice"][fault]
    wrong = next(answer for id, answer in part.mistakes if id == blind)
    theirs = wrong(assignment.answers["living"](table), table)
    assert theirs["k"] == k
    assert theirs["g"] == pytest.approx(g, abs=6e-4)


@pytest.mark.parametrize(
    "belief",
    ["double-counted-arms", "post-crossover-included", "cites-retracted", "effect-hides-scale",
     "se-as-sd", "missing-as-zero", "silent-fix", "range-unchecked"],
)  # fmt: skip
def test_the_card_names_the_slip_for_each_fault(
    assignment: Assignment, keys: dict[str, ExerciseKey], belief: str
) -> None:
    parts = assignment.bank.exercises["m11-living"].parts
    right = {name: assignment.answers[name] for name in parts}

    def believer(name: str) -> Any:
        wrong = next((w for id, w in parts[name].mistakes if id == belief), None)
        if wrong is None:
            return right[name]
        return lambda table: wrong(right[name](table.copy()), table)

    result = judge(keys["m11-living"], [believer(name) for name in parts])
    assert result.mistakes == (belief,)


def test_a_limit_taken_for_an_sd_is_not_called_a_row_left_out(
    assignment: Assignment, keys: dict[str, ExerciseKey]
) -> None:
    parts = assignment.bank.exercises["m11-living"].parts
    right = {name: assignment.answers[name] for name in parts}
    repaired = assignment.answers["repaired"]

    def living(table: pd.DataFrame) -> Any:
        spoilt = repaired(table)
        for arm in ("active", "control"):
            half = (table[f"ci_high_{arm}"] - table[f"ci_low_{arm}"]) / 2
            spoilt[f"sd_{arm}"] = table[f"sd_{arm}"].fillna(half)
        return right["living"](spoilt)

    result = judge(keys["m11-living"], [*(right | {"living": living}).values()])
    assert result.mistakes == ("se-as-sd",)


def test_the_reference_brief_follows_a_change_of_its_numbers(answers: dict[str, Any]) -> None:
    numbers = answers["numbers"]
    assert brief.untraced(answers["render_brief"](numbers), numbers) == []
    stale = answers["render_brief"](numbers)
    news = answers["all_numbers"](answers["practice"]["new trial"])
    signs = brief.brief_signs(stale, news)
    assert signs is not None
    assert not signs["traced"]
    assert not signs["effect"]


def test_numbers_in_words_names_and_dates_are_told_apart() -> None:
    assert brief.untraced("CAPS-5 in 95 of 100, −0.71 and 0.7", {"g": -0.7119}) == []
    assert brief.untraced("about 1 SD in 2024", {"g": -0.7119}) == ["1", "2024"]
    assert brief.untraced("in 2024. Fixed numbers: 2024, the letter", {"g": -0.7}) == []
    sources = "1. See https://doi.org/10.1038/s41591-023-02565-4, or 10.5281/zenodo.18740439."
    assert brief.untraced(f"{sources}\n2. And 3 more.", {"g": -0.7}) == ["3"]
    assert brief.untraced("Phase 3, read on 2026-01-15.\n**fixed numbers**: 7", {"g": -0.7}) == []


def test_people_per_hundred_follow_from_the_counts() -> None:
    numbers = {"severe_active": 5, "n_active": 53, "severe_control": 2, "n_control": 51,
               "better_per_100": 76.17}  # fmt: skip
    assert brief.untraced("9 and 4 of 100, 26 more than 50", numbers) == []
    assert brief.untraced("10 of 100", numbers) == ["10"]


def test_a_protocol_is_read_whatever_its_capitals_and_hyphens(answers: dict[str, Any]) -> None:
    right = brief.protocol_codes(answers["protocol"])
    spelt = {"population": "Everybody randomised", "prediction": "k − 1"}
    assert brief.protocol_codes(answers["protocol"] | spelt) == right
    half = brief.protocol_codes(answers["protocol"] | {"model": "", "date": "2026-13-45"})
    assert half is not None
    assert (half["model"], half["dated"], half["time"]) == ("", False, "primary end point")
    with pytest.raises(ValueError, match="none of “k-1”, “k-2”, “none”"):
        brief.protocol_codes(answers["protocol"] | {"prediction": "n-1"})


def test_a_log_may_be_built_in_several_ways(answers: dict[str, Any]) -> None:
    log = answers["decisions"]
    ways = (log.to_dict("records"), log.to_dict("list"),
            log.assign(value=log.value.map("{:.4f}".format)))  # fmt: skip
    for way in ways:
        assert brief.log_signs(way) == pytest.approx(brief.log_signs(log), abs=1e-3)


def test_something_else_than_ids_of_rows_is_said_to_be_so(answers: dict[str, Any]) -> None:
    table = answers["table"]
    for rows in (table, range(3), ["row 1"]):
        with pytest.raises(ValueError, match=r"Give (the )?ids of"):
            brief.kept_by_rule(rows, table)


def test_an_untouched_record_is_nothing_yet(
    assignment: Assignment, keys: dict[str, ExerciseKey]
) -> None:
    empty = dict.fromkeys(assignment.answers["protocol"], "") | {"events": {}}
    for id, answer in (("m11-protocol", empty), ("m11-log", pd.DataFrame()), ("m11-reply", "")):
        assert judge(keys[id], [answer]).outcome is Outcome.NOT_ATTEMPTED


def test_what_is_broken_is_one_row_only() -> None:
    table = extraction()
    for fault in FAULTS:
        row = "row_4" if fault in ("second arm", "after the crossover") else "row_2"
        other = broken(table, fault, row)
        assert list(other.dtypes) == list(table.dtypes)
        rest = [i for i in range(len(table)) if table.row_id[i] != row]
        pd.testing.assert_frame_equal(other.iloc[rest], table.iloc[rest])
    with pytest.raises(ValueError, match="no 'row_99'"):
        broken(table, "no SD", "row_99")


def test_the_folder_holds_the_brief_and_all_that_it_rests_on(
    answers: dict[str, Any], tmp_path: Path
) -> None:
    table = broken(answers["practice"]["SE typed as SD"], "limits instead of SDs")
    numbers = answers["all_numbers"](table)
    files = write_folder(
        tmp_path / "brief",
        protocol=answers["protocol"],
        table=table,
        kept=answers["kept"](table),
        answer=answers["living"](table),
        decisions=answers["decisions"].to_dict("records"),
        brief=answers["render_brief"](numbers),
        reply=answers["reply"],
    )
    texts = {name: (tmp_path / "brief" / name).read_text(encoding="utf-8") for name in files}
    assert json.loads(texts["protocol.json"]) == answers["protocol"]
    rows = pd.read_csv(tmp_path / "brief" / "extraction.csv")
    assert list(rows.row_id[~rows.pooled]) == ["row_2"]
    assert f"{numbers['g']:.2f}" in texts["brief.md"]
    drawn = BeautifulSoup(texts["figure.html"], "html.parser")
    finding = drawn.find(role="img")["aria-label"]
    assert f"−{abs(numbers['g']):.2f} standard deviations" in finding
    assert len(drawn.find("tbody").find_all("tr")) == len(rows)  # one for each kept row, and one
    assert pd.read_csv(tmp_path / "brief" / "figure.csv").estimate.notna().all()
    assert not drawn.find_all("script", src=True)
    assert len(texts["questions.md"].splitlines()) == 3


def test_the_questions_are_made_from_the_log(answers: dict[str, Any]) -> None:
    log, answer = answers["decisions"], answers["living"](answers["table"])
    first, second, third = oral_questions(log, answers["table"], answer)
    farthest = log.loc[(log.value - answer["g"]).abs().idxmax()]
    assert farthest.choice in first
    assert f"{farthest.value:.2f}" in first
    assert "mitchell" in second
    assert log[log.run == ""].iloc[0].alternative in third
