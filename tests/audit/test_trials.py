"""The answers that an audit hands in."""

from __future__ import annotations

from autograder.audit.trials import exact


def test_printed_quantiles_are_tried_as_a_library_gives_them() -> None:
    trials = list(exact("the reference", {"a": "z = 1.96\nt = 11.96 + 1.965", "b": "se = 2"}))
    assert [trial.cells for trial in trials] == [
        {"a": "z = 1.959963984540054\nt = 11.96 + 1.965", "b": "se = 2"}
    ]
    assert list(exact("the reference", {"a": "z = stats.norm.ppf(0.975)"})) == []
