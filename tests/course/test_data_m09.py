"""The tables of module 9: arms add up, shares fit counts, verdicts follow from their rule."""

import re

import pytest

from course.tables import load

GONE = {
    "10.1007/s00213-019-05249-5",
    "10.1007/s00213-020-05548-2",
    "10.1007/s00213-020-05710-w",
}
POOLS = {"10.1002/jts.22479", "10.1002/jts.22696"}


def test_people_by_arm_add_up_to_the_arm_and_to_the_printed_totals() -> None:
    rows = load("representation").query("trial_id == 'mitchell_2023_mapp2'")
    arms = rows[rows["arm_id"] != ""]
    for attribute in ("sex", "ethnicity", "race"):
        whole = arms[arms["attribute"] == attribute].groupby("arm_id")["count"].sum()
        assert whole.to_dict() == {"mdma": 53, "placebo": 51}, attribute
    both = rows[rows["arm_id"] == ""].set_index("group")["count"]
    race = arms.query("attribute == 'race' and group != 'White'")
    assert race["count"].sum() == both["other than White"]
    assert arms.query("group == 'Hispanic or Latino'")["count"].sum() == both["Hispanic or Latino"]


def test_benchmark_shares_follow_from_their_counts() -> None:
    rows = load("benchmarks").dropna(subset=["count"])
    for name, group in rows.groupby("benchmark_id"):
        apart = group[~group["group"].str.startswith("Hispanic")]
        total = (group if "nonhispanic" in name else apart)["count"].sum()
        if name == "us_census_2000_alone":
            continue  # not every group is printed
        assert (100 * group["count"] / total).to_numpy() == pytest.approx(
            group["percent"].to_numpy(), abs=0.006
        ), name


def test_newspapers_subtract() -> None:
    n = load("retraction_coverage").set_index("what")["newspapers"]
    both = n["covered the publication and then the retraction"]
    assert (
        n["covered the publication"] - both == n["covered the publication and never the retraction"]
    )
    assert n["covered the retraction"] - both == n["covered only the retraction"]


def test_verdicts_on_claims_follow_from_the_rule() -> None:
    def bare(text: str) -> list[str]:
        found = (t.strip().lower().rstrip(".") for t in text.split(";") if t)
        return [re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", t) for t in found]

    for row in load("retraction_dependence").itertuples():
        own, deep = bare(row.cites), bare(row.its_sources_cite)
        if GONE.issuperset(own):
            verdict = "unsupported"
        elif GONE & set(deep) or POOLS & set(own):
            verdict = "re-check"
        else:
            verdict = "stands"
        assert row.verdict == verdict, row.claim_id


def test_invented_texts_are_called_so() -> None:
    for name in ("consent_texts", "consent_rewrites", "simulated_group_effects"):
        rows = load(name)
        assert set(rows["source_tier"]) == {"F"}
        assert rows["known_issue"].str.contains("nvented").all()
