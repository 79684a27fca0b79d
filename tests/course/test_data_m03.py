"""What module 3 relies on in its two tables."""

from __future__ import annotations

import numpy as np

from course import load

WORDS = {"up", "same", "down", "not reported"}


def test_levels_and_effects_of_interactions_are_among_four_words() -> None:
    table = load("interactions")
    assert set(table.plasma) <= WORDS and set(table.effect) <= WORDS
    rose = table.plasma_percent.notna()
    assert (table.plasma[rose] == "up").all() and (table.plasma_percent[rose] > 0).all()
    assert table.study_id.is_unique


def test_where_a_direction_differs_by_outcome_the_row_says_so() -> None:
    table = load("interactions").set_index("study_id")
    for id in ("ix_04", "ix_06"):
        assert "differs by outcome" in table.known_issue[id]


def test_only_one_interval_of_a_peak_has_its_centre_off_the_mean() -> None:
    """Intervals of geometric means are centred on the log scale; pk_014 is kept as an error."""
    pk = load("pharmacokinetics").set_index("pk_id")
    rows = pk[(pk.parameter == "Cmax") & (pk.spread_kind == "CI")]
    off = np.abs(np.sqrt(rows.spread_low * rows.spread_high) / rows.value - 1) > 0.08
    assert list(rows.index[off]) == ["pk_014"]
    assert pk.status["pk_014"] == "doubtful" and pk.known_issue["pk_014"]
