"""The folder in which a brief is handed on: page, figure, rows, log, and questions to answer."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from course.brief import log_frame
from course.figures import forest, page
from course.stats import hedges_g, sd_from_ci
from course.tables import load

SCORES = ("mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control")


def write_folder(
    folder: str | Path,
    *,
    protocol: Mapping[str, Any],
    table: pd.DataFrame,
    kept: Collection[str],
    answer: Mapping[str, float],
    decisions: Any,
    brief: str,
    reply: str,
) -> list[str]:
    """Write the brief and all that it rests on into a folder; the names of the files.

    ``table`` is the extraction table, ``kept`` the ids of the rows that are pooled, ``answer`` what
    they give together: "k", "g", "low", "high", "pi_low" and "pi_high".
    """
    folder, log = Path(folder), log_frame(decisions).reset_index(drop=True)
    folder.mkdir(parents=True, exist_ok=True)
    rows = _repaired(table[table["row_id"].isin(list(kept))])
    drawn, figure = forest_of(rows, answer)
    said = {name: _minus(value) for name, value in answer.items()}
    finding = (
        f"Together the {answer['k']:.0f} comparisons give {said['g']} standard deviations; "
        f"{said['low']} to {said['high']} still fit fairly well (95 % interval), and a new trial "
        f"would be no surprise from {said['pi_low']} to {said['pi_high']}."
    )
    asked = [f"{i}. {question}" for i, question in enumerate(oral_questions(log, rows, answer), 1)]
    texts = {
        "protocol.json": json.dumps(protocol, indent=1, ensure_ascii=False, default=str),
        "extraction.csv": table.assign(pooled=table["row_id"].isin(list(kept))).to_csv(index=False),
        "decisions.csv": log.to_csv(index=False),
        "figure.html": page(figure, alt=finding, table=drawn),
        "figure.csv": drawn.to_csv(),
        "brief.md": brief.strip(),
        "reply.md": reply.strip(),
        "questions.md": "\n".join(asked),
    }
    for name, text in texts.items():
        (folder / name).write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    return list(texts)


def _repaired(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as they were pooled: a missing SD is put back from the limits of its mean."""
    rows = rows.copy()
    for arm in ("active", "control"):
        for place, row in rows[rows[f"sd_{arm}"].isna()].iterrows():
            limits = row[f"ci_low_{arm}"], row[f"ci_high_{arm}"]
            rows.loc[place, f"sd_{arm}"] = sd_from_ci(*limits, row[f"n_{arm}"])
    return rows


def _minus(value: float) -> str:
    """Two decimals, with a minus that reads as one."""
    return f"{value:.2f}".replace("-", "−")


def forest_of(rows: pd.DataFrame, answer: Mapping[str, float]) -> tuple[pd.DataFrame, go.Figure]:
    """The numbers of a forest plot, one line each and two for all together, and the plot."""
    names = rows["trial_id"].map(load("trials").set_index("trial_id")["short_name"])
    each = [hedges_g(*row) for row in rows[list(SCORES)].to_numpy(float)]
    drawn = pd.DataFrame(
        [(e.estimate, e.ci_low, e.ci_high) for e in each], columns=["estimate", "low", "high"]
    )
    drawn.index = pd.Index(names.fillna(rows["trial_id"]), name="comparison")
    together = pd.DataFrame(
        {"estimate": answer["g"], "low": answer["low"], "high": answer["high"],
         "pi_low": answer["pi_low"], "pi_high": answer["pi_high"]}, index=["all together"],
    )  # fmt: skip
    figure = forest(
        drawn,
        title=f"{answer['k']:.0f} comparisons together:<br>{_minus(answer['g'])} SDs",
        x="Difference in PTSD score (SDs)",
        favours=("MDMA", "control"),
        pooled=together,
    )
    return pd.concat([drawn, together]).rename_axis("comparison").round(3), figure


def oral_questions(
    decisions: pd.DataFrame, rows: pd.DataFrame, answer: Mapping[str, float]
) -> list[str]:
    """Three questions to answer aloud, made from somebody's own log and the rows they pooled.

    The first asks about the run that moves the answer most: where nothing moves, nothing is to be
    explained.
    """
    run = decisions["run"].fillna("").astype(str).str.strip()
    values = pd.to_numeric(decisions["value"], errors="coerce").where(run != "").dropna()
    people = rows.set_index("trial_id")[["n_active", "n_control"]].sum(axis=1)
    questions = []
    if len(values):
        place = max(values.index, key=lambda i: abs(values[i] - answer["g"]))
        questions.append(
            f"{_choice(decisions.loc[place])}; your log gives {values[place]:.2f} for that, and "
            f"your answer is {answer['g']:.2f}. Which row makes most of the difference, and why?"
        )
    questions.append(
        f"Of your rows, {people.idxmax()} has most people. What happens to its g, to its weight "
        "and to the interval if its SD were a standard error? Which rule notices?"
    )
    for place in decisions.index[run == ""][:1]:
        questions.append(
            f"{_choice(decisions.loc[place])}, without a number. What would a fair opponent say, "
            "and how would you find the number?"
        )
    return questions


def _choice(decision: pd.Series) -> str:
    chosen, other = decision["choice"], decision["alternative"]
    return f"On “{decision['step']}” you chose “{chosen}” and not “{other}”"
