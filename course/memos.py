"""The case of the ethics memo, and what the bones of a memo hold.

It sees structure and words, not sense: a person judges that.
"""

from __future__ import annotations

from collections.abc import Mapping

from course.records import one_of, some_of

CASE = {
    "L01": ("fact", "The session was filmed. The film is kept on the clinic's server."),
    "L02": (
        "fact",
        "Before the session the participant and the team wrote down which touch was all right: "
        "a hand on the shoulder, ended by one word.",
    ),
    "L03": (
        "fact",
        "Eleven months later the participant writes to the team: a therapist held both my hands "
        "after I had said no.",
    ),
    "L04": ("fact", "Nobody has looked at the film since the day of the session."),
    "L05": ("fact", "By the data plan the film will be deleted in 30 days."),
    "L06": ("fact", "The therapist has two sessions with other participants next week."),
    "L07": (
        "result",
        "The participant's symptoms were much better at the end of the trial, and those of the "
        "treated group were better than those of the control group.",
    ),
    "L08": ("rule", "The protocol allows supportive touch."),
    "L09": ("rule", "The law asks for no report of events that are told after six months."),
    "L10": ("hearsay", "A colleague says that this participant complains about everything."),
    "L11": ("hearsay", "Somebody has heard of a second letter like this one."),
    "L12": ("open", "What the film shows at that moment."),
    "L13": ("open", "Whether other people were touched beyond what was agreed."),
    "L14": ("open", "What the participant wishes to happen now."),
    "L15": (
        "fact",
        "If the therapist is paused, two participants lose a session that they prepared for.",
    ),
    "L16": (
        "fact",
        "The head of the team asks everybody to wait until the paper is out, in four months.",
    ),
}
"""The case of the memo, a composite invented for the course: each line with its kind."""

MEMO = {
    "people": (
        "participant who reports", "other participants", "therapist", "team", "sponsor",
        "ethics board", "future patients",
    ),
    "principles": ("autonomy", "benefit", "no harm", "justice", "honesty"),
    "options": (
        "wait for the paper", "team looks into it", "ethics board now, therapist paused",
        "ethics board now, trial paused", "end the trial",
    ),
    "inquiry": ("team", "head of the team", "sponsor", "ethics board", "independent panel"),
}  # fmt: skip
"""The words that a memo record may use."""

_OUTSIDE = {"ethics board", "independent panel"}
_SOON = 7
_LINES = ("facts", "unknown", "reasons", "against_choice", "would_change_it")
_FORM = dict.fromkeys(_LINES, tuple(CASE)) | {
    "stakeholders": MEMO["people"],
    "told": MEMO["people"],
    "weighed": MEMO["options"],
}


def memo_flags(memo: object) -> dict[str, bool] | None:
    """What the bones of a memo hold, each True or False; None while it is not written.

    "lines_apart": three facts or more, none of them also unknown, no hearsay and no open question
    among them; "principles_differ": three or more that do not all pull one way; "not_by_result"
    and "not_by_rule": the reasons rest neither on how well it went nor on rules alone;
    "reporter_told": the person who reports counts and is told; "outside": somebody outside the
    team inquires; "soon": the first act comes within seven days, and it is not to wait for the
    paper; "three_options": three or more were weighed; "objection": a line against the own choice;
    "open_to_change": an open question that could change it.
    """
    if memo is None or memo is ...:
        return None
    if not isinstance(memo, Mapping):
        raise ValueError("A memo is a dictionary with the entries of the table.")
    given = {name: some_of(memo, name, allowed) for name, allowed in _FORM.items()}
    principles = _principles(memo.get("principles"))
    choice = one_of(memo, "choice", given["weighed"])
    inquiry = one_of(memo, "who_inquires", MEMO["inquiry"])
    days = memo.get("by_when_days")
    if isinstance(days, bool) or not isinstance(days, int | float):
        raise ValueError("by_when_days is a number of days.")
    kinds = {name: {CASE[line][0] for line in given[name]} for name in ("facts", "reasons")}
    reporter = MEMO["people"][0]
    own_lines = set(given["against_choice"]) - set(given["reasons"])
    return {
        "lines_apart": len(set(given["facts"])) >= 3
        and not set(given["facts"]) & set(given["unknown"])
        and not kinds["facts"] & {"hearsay", "open"},
        "principles_differ": len(principles) >= 3 and len(set(principles.values())) >= 2,
        "not_by_result": bool(kinds["reasons"]) and "result" not in kinds["reasons"],
        "not_by_rule": bool(kinds["reasons"] - {"rule"}),
        "reporter_told": reporter in given["stakeholders"] and reporter in given["told"],
        "outside": inquiry in _OUTSIDE,
        "soon": 0 <= days <= _SOON and choice != MEMO["options"][0],
        "three_options": len(set(given["weighed"])) >= 3,
        "objection": bool(own_lines),
        "open_to_change": any(CASE[line][0] == "open" for line in given["would_change_it"]),
    }


def _principles(value: object) -> dict[str, str]:
    """Each principle with the option that it pulls towards."""
    if not isinstance(value, Mapping):
        raise ValueError("principles is a dictionary: each principle with the option it pulls to.")
    some_of({"principles": list(value)}, "principles", MEMO["principles"])
    return {principle: one_of(value, principle, MEMO["options"]) for principle in value}
