"""The loader: names, types, copies, and where it works from."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import course
from course.tables import UnknownTableError, describe, load, tables

NAMES = list(tables()["table"])
DATA = Path(course.__file__).parent / "data"


@pytest.mark.parametrize("name", NAMES)
def test_types_follow_the_data_package(name: str) -> None:
    frame = load(name, retracted=True)
    fields = describe(name)
    assert list(frame.columns) == list(fields["column"])
    for column, kind in zip(fields["column"], fields["type"], strict=True):
        values = frame[column]
        if kind == "string":
            assert pd.api.types.is_string_dtype(values)
            assert not values.isna().any(), f"{name}.{column}: missing text must be empty"
        elif kind == "boolean":
            assert values.dtype == bool
        else:
            assert values.dtype in ("float64", "int64")
            if kind == "integer":
                assert (values.dropna() % 1 == 0).all()
                assert values.isna().any() == (values.dtype == "float64")


def test_an_empty_cell_is_missing_and_zero_is_not() -> None:
    severe = load("adverse_events").query("trial_id == 'mitchell_2023_mapp2'")
    assert (severe.query("severity == 'serious'")["n_participants"] == 0).all()
    changes = load("outcomes").query("kind == 'binary'")["mean_change"]
    assert changes.isna().all()


def test_retracted_rows_must_be_asked_for() -> None:
    for name in NAMES:
        kept, everything = load(name), load(name, retracted=True)
        assert "retracted" not in set(kept["status"])
        assert len(kept) + (everything["status"] == "retracted").sum() == len(everything)
        assert list(kept.index) == list(range(len(kept)))
    assert "jerome_2020_ltfu" not in set(load("trials")["trial_id"])
    assert "jerome_2020_ltfu" in set(load("trials", retracted=True)["trial_id"])


@pytest.mark.parametrize("retracted", [False, True])
def test_what_a_student_changes_stays_with_the_student(retracted: bool) -> None:
    before = load("arms", retracted=retracted)
    changed = load("arms", retracted=retracted)
    changed["n_randomised"] = 0
    changed.loc[0, "trial_id"] = "mine"
    del changed["drug"]
    pd.testing.assert_frame_equal(load("arms", retracted=retracted), before)


@pytest.mark.parametrize("wrong", ["outcome", "Outcomes", "adverse-events"])
def test_a_near_miss_is_answered_with_the_right_name(wrong: str) -> None:
    with pytest.raises(UnknownTableError) as caught:
        load(wrong)
    message = str(caught.value)
    assert repr(wrong) in message
    assert "Did you mean" in message
    assert all(name in message for name in NAMES)


def test_a_strange_name_lists_the_tables_and_shows_no_traceback() -> None:
    with pytest.raises(UnknownTableError) as caught:
        describe("qwertyuiop")
    assert "Did you mean" not in str(caught.value)
    assert "trials, arms, outcomes" in str(caught.value)
    assert caught.value._render_traceback_() == [f"UnknownTableError: {caught.value}"]


def test_every_column_is_described_and_every_number_with_a_unit_says_so() -> None:
    for name in NAMES:
        fields = describe(name)
        assert fields["description"].str.len().gt(0).all()
    assert describe("arms").set_index("column").loc["dose_mg", "unit"] == "mg"


def test_it_works_from_any_directory_and_without_heavy_imports(tmp_path: Path) -> None:
    script = (
        "import sys; from course.tables import load; import course.stats; "
        "print(len(load('outcomes')), 'statsmodels' in sys.modules, 'yaml' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(len(load("outcomes"))), "False", "False"]


def test_the_package_describes_exactly_the_files_that_are_there() -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["path"] for resource in package["resources"]}
    assert described == {path.name for path in DATA.glob("*.csv")}
    assert [resource["name"] for resource in package["resources"]] == NAMES


def test_a_number_at_the_end_of_a_cell_reads_as_a_number():
    assert repr({"median": pd.Series([46, 48]).median()}) == "{'median': 47.0}"
