"""The table behind a living brief, and ways to break it.

``extraction`` is the table as it should be; ``broken`` is the same table with one fault in it, for
trying out functions that must notice.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from course.tables import load

SCALE_HIGH = {"CAPS-5": 80.0, "CAPS-IV": 136.0}
"""The highest total score of each interview; the lowest is 0."""

COLUMNS = (
    "row_id", "trial_id", "arm_active", "arm_control", "instrument", "unit", "scale_high",
    "timepoint_weeks", "after_crossover",
    "n_active", "mean_active", "sd_active", "ci_low_active", "ci_high_active",
    "n_control", "mean_control", "sd_control", "ci_low_control", "ci_high_control",
    "doi", "source_locator", "source_tier", "status",
)  # fmt: skip

CODES = (
    "missing-sd", "se-as-sd", "unit", "impossible", "duplicate-arm", "after-crossover", "retracted",
)  # fmt: skip
"""The faults that an audit of the table looks for."""


def extraction() -> pd.DataFrame:
    """The six comparisons of MDMA with a control for PTSD, one row each, in the brief's columns."""
    return _candidates().query("primary_model").reset_index(drop=True).pipe(_numbered)


def retracted_dois() -> set[str]:
    """The DOIs of the retracted papers that the course's tables know, in small letters."""
    found: set[str] = set()
    for table in ("trials", "ethics"):
        rows = load(table, retracted=True).query("status == 'retracted'")
        found |= set(rows["doi"].str.lower()) - {""}
    return found


FAULTS = {
    "new trial": "row_2", "limits instead of SDs": "row_4", "no SD": "row_2",
    "SE typed as SD": "row_2", "percent of the scale": "row_2", "lost decimal point": "row_2",
    "second arm": "row_4", "after the crossover": "row_4", "retracted paper": "row_2",
    "retracted paper in capitals": "row_2",
}  # fmt: skip
"""What ``broken`` can do to a table, and to which row it is done where none is named; the first is
no fault, only news."""


def broken(table: pd.DataFrame, fault: str, row_id: str = "") -> pd.DataFrame:
    """A copy of ``table`` with one thing changed in a row, or with one row more.

    ``fault`` is one of FAULTS. ``row_id`` names the row that is changed or, for "second arm" and
    "after the crossover", a row of the trial that the new row belongs to.
    """
    if fault not in FAULTS:
        raise ValueError(f"broken knows: {', '.join(FAULTS)}.")
    row_id = row_id or FAULTS[fault]
    t = table.copy()
    here = t["row_id"] == row_id
    if not here.any():
        raise ValueError(f"There is no {row_id!r} in this table.")
    row = t[here].iloc[0]
    scores = ["mean_active", "sd_active", "mean_control", "sd_control"]
    if fault == "limits instead of SDs":
        for arm in ("active", "control"):
            reach = stats.t.ppf(0.975, row[f"n_{arm}"] - 1) * row[f"sd_{arm}"]
            reach /= np.sqrt(row[f"n_{arm}"])
            ends = [row[f"mean_{arm}"] - reach, row[f"mean_{arm}"] + reach]
            t.loc[here, [f"sd_{arm}", f"ci_low_{arm}", f"ci_high_{arm}"]] = [np.nan, *ends]
    elif fault == "no SD":
        t.loc[here, "sd_active"] = np.nan
    elif fault == "SE typed as SD":
        for arm in ("active", "control"):
            t.loc[here, f"sd_{arm}"] = row[f"sd_{arm}"] / np.sqrt(row[f"n_{arm}"])
    elif fault == "percent of the scale":
        t.loc[here, scores] = t.loc[here, scores] * 100 / row["scale_high"]
        t.loc[here, "unit"] = "percent of scale"
    elif fault == "lost decimal point":
        t.loc[here, "mean_active"] = 10 * row["mean_active"]
    elif fault in ("second arm", "after the crossover"):
        t = _with_row(t, **_another_row(row, late=fault == "after the crossover"))
    elif fault == "new trial":
        t = _with_row(t, **_fiction("new_trial_a"))
    else:
        doi = min(retracted_dois())
        spelt = f"https://doi.org/{doi.upper()}" if fault.endswith("in capitals") else doi
        t = _with_row(
            t, **_fiction("new_trial_a") | {"trial_id": "pooled_phase_2", "doi": spelt,
            "n_active": 40, "mean_active": 15.0, "sd_active": 12.0,
            "n_control": 40, "mean_control": 35.0, "sd_control": 12.0},
        )  # fmt: skip
    return t


def _candidates() -> pd.DataFrame:
    rows = load("meta_inputs").query("analysis == 'mdma_ptsd' and score == 'endpoint'")
    rows = rows[rows["instrument"].isin(list(SCALE_HIGH))]
    limits = dict.fromkeys((f"ci_{end}_{arm}" for end in ("low", "high")
                            for arm in ("active", "control")), np.nan)  # fmt: skip
    return rows.drop(columns=["ci_low", "ci_high"]).assign(
        row_id="",
        unit="points",
        scale_high=rows["instrument"].map(SCALE_HIGH),
        doi=rows["trial_id"].map(load("trials").set_index("trial_id")["doi"]),
        **limits,
    )


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.assign(row_id=[f"row_{i}" for i in range(1, len(rows) + 1)])
    return rows[list(COLUMNS)]


def _another_row(row: pd.Series, *, late: bool) -> dict[str, Any]:
    """A lower dose of the same trial against the same control, or the same arms after crossover."""
    rows = _candidates()
    rows = rows[(rows["trial_id"] == row["trial_id"]) & (rows["arm_control"] == row["arm_control"])]
    same_dose = rows["arm_active"] == row["arm_active"]
    rows = rows[(rows["after_crossover"] == late) & (same_dose == late)]
    if rows.empty:
        raise ValueError(f"{row['trial_id']} has no such row.")
    return {column: rows.iloc[0][column] for column in COLUMNS if column != "row_id"}


def _fiction(row_id: str) -> dict[str, Any]:
    new = load("fictional_trials").set_index("row_id").loc[row_id]
    numbers = {f"{what}_{arm}": new[f"{what}_{arm}"]
               for what in ("n", "mean", "sd") for arm in ("active", "control")}  # fmt: skip
    about = {"trial_id": row_id, "arm_active": "mdma", "arm_control": "placebo", "unit": "points"}
    scale = {"instrument": "CAPS-5", "scale_high": 80.0, "timepoint_weeks": 18.0}
    source = {"doi": "", "source_locator": new["label"], "source_tier": "F", "status": "ok"}
    return about | scale | {"after_crossover": False} | numbers | source


def _with_row(table: pd.DataFrame, **cells: Any) -> pd.DataFrame:
    row = {"row_id": f"row_{len(table) + 1}"} | dict.fromkeys(
        (c for c in table.columns if c.startswith("ci_")), np.nan
    )
    new = pd.DataFrame([row | cells])[list(table.columns)].astype(table.dtypes)
    return pd.concat([table, new], ignore_index=True)
