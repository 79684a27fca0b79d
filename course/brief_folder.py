"""The folder in which a brief is handed on: page, figure, rows, log, and questions to answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from course.figures import forest, page
from course.stats import hedges_g
from course.tables import load

SCORES = ("mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control")


def write_folder(
    folder: str | Path,
    *,
    protocol: Mapping[str, Any],
    table: pd.DataFrame,
    kept: list[str],
    answer: Mapping[str, float],
    decisions: pd.DataFrame,
    brief: str,
    reply: str,
) -> list[str]:
    """Write the brief and all that it rests on into a folder; the names of the files.

    ``table`` is the extraction table, ``kept`` the ids of the rows that are pooled, ``answer`` what
    they give together: "k", "g", "low", "high", "pi_low" and "pi_high".
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rows = table[table["row_id"].isin(kept)]
    drawn, figure = forest_of(rows, answer)
    finding = (
        f"Together the {answer['k']:.0f} comparisons give {answer['g']:.2f} standard deviations; "
        f"{answer['low']:.2f} to {answer['high']:.2f} still fit fairly well (95 % interval), and a "
        f"new trial would be no surprise from {answer['pi_low']:.2f} to {answer['pi_high']:.2f}."
    )
    asked = [f"{i}. {question}" for i, question in enumerate(oral_questions(decisions, rows), 1)]
    texts = {
        "protocol.json": json.dumps(protocol, indent=1, ensure_ascii=False),
        "extraction.csv": table.assign(pooled=table["row_id"].isin(kept)).to_csv(index=False),
        "decisions.csv": decisions.to_csv(index=False),
        "figure.html": page(figure, alt=finding, table=drawn),
        "figure.csv": drawn.to_csv(),
        "brief.md": brief.strip(),
        "reply.md": reply.strip(),
        "questions.md": "\n".join(asked),
    }
    for name, text in texts.items():
        (folder / name).write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    return list(texts)


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
        title=f"{answer['k']:.0f} comparisons together:<br>{answer['g']:.2f} standard deviations",
        x="Difference in PTSD score (SDs)",
        favours=("MDMA", "control"),
        pooled=together,
    )
    return pd.concat([drawn, together]).rename_axis("comparison").round(3), figure


def oral_questions(decisions: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """Three questions to answer aloud, made from somebody's own log and the rows they pooled."""
    run = decisions["run"].fillna("").astype(str).str.strip()
    values = pd.to_numeric(decisions["value"], errors="coerce")
    people = rows.set_index("trial_id")[["n_active", "n_control"]].sum(axis=1)
    questions = []
    for place in decisions.index[run != ""][:1]:
        questions.append(
            f"{_choice(decisions.loc[place])}; your log gives {values[place]:.2f} for it. Which "
            "row moves the answer most between the two, and in which direction?"
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
    return f"You chose “{decision['choice']}” and not “{decision['alternative']}”"
