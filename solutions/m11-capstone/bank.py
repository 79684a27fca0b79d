"""The exercises of the capstone: protocol, audit, pooling, sensitivity, brief, log, reply.

All tables are made by ``course.extraction`` from the tables of the course; a mistake answers as its
holder would by looking at a table without one of the rules (``answer`` below, ``blind``).
"""

import numpy as np
import pandas as pd
from scipy import stats

from autograder.exercises import Bank, flag, number, text
from course import load
from course.extraction import CODES, FAULTS, broken, extraction, retracted_dois
from course.stats import hedges_g, pool, prediction_interval

LESSON = "m11-capstone/1-how-to-build-a-living-brief"
HUNDREDTH, TENTH, WHOLE = 0.0055, 0.055, 0.01

bank = Bank("m11-capstone")

# Tables -------------------------------------------------------------------------------------------

BASE = extraction()
RETRACTED = retracted_dois()
SHOWN = {fault: broken(BASE, fault) for fault in FAULTS}
PUBLIC = [BASE, *SHOWN.values()]
NEWS = SHOWN["new trial"]


def renamed(table):
    """The rows in another order, under other names."""
    table = table.sample(frac=1, random_state=11).reset_index(drop=True)
    return table.assign(row_id=[f"r{100 + 7 * i}" for i in range(len(table))])


def changed(table, row, **cells):
    """A copy with other cells in one row."""
    table = table.copy()
    for column, value in cells.items():
        table.loc[table.row_id == row, column] = value
    return table


def other_trial(table, **cells):
    """A copy with the second fictional trial."""
    new = load("fictional_trials").set_index("row_id").loc["new_trial_b"]
    about = {c: new[c] for c in ("n_active", "mean_active", "sd_active", "n_control",
                                 "mean_control", "sd_control")}  # fmt: skip
    table = broken(table, "new trial")
    return changed(table, table.row_id.iloc[-1], trial_id="new_trial_b", **about | cells)


# Where the drug did worse, the effect nearest to zero is the lowest; a control whose name only begins
# like placebo is another one; and a large active arm does not make the largest trial.
OTHER_WAY = ["mean_active", "mean_control"]
UPSIDE = BASE.assign(**{a: BASE[b] for a, b in zip(OTHER_WAY, OTHER_WAY[::-1], strict=True)})
UNEVEN = changed(
    changed(BASE, "row_1", n_active=60, n_control=20), "row_3", arm_control="placebo_b"
)
SPELT = ("DOI: 10.1007/s00213-020-05548-2.", "http://dx.doi.org/10.1007/S00213-020-05710-W",
         "10.1007/s00213-019-05249-5")  # fmt: skip
TWO_ARMS = SHOWN["second arm"]
TWO_FAULTS = broken(TWO_ARMS, "lost decimal point")
MANY = broken(broken(TWO_ARMS, "no SD", "row_3"), "new trial")
HIDDEN = [
    renamed(other_trial(BASE)),
    renamed(broken(BASE, "limits instead of SDs", "row_1")),
    renamed(broken(BASE, "limits instead of SDs", "row_4")),
    changed(broken(BASE, "limits instead of SDs", "row_1"), "row_1", ci_low_active=np.nan),
    broken(BASE, "no SD", "row_1"),
    changed(BASE, "row_6", sd_control=np.nan),
    renamed(broken(BASE, "SE typed as SD", "row_1")),
    changed(BASE, "row_2", sd_control=2.0),  # one arm only
    changed(BASE, "row_2", sd_active=3.21, sd_control=3.25),  # just above the line: no fault
    broken(BASE, "percent of the scale", "row_1"),
    changed(BASE, "row_6", unit="percent of scale"),
    broken(BASE, "lost decimal point", "row_1"),
    changed(BASE, "row_1", mean_control=-10.3),
    changed(BASE, "row_6", n_control=1),
    renamed(broken(BASE, "second arm", "row_6")),
    broken(MANY, "SE typed as SD", "row_1"),
    # the wider contrast has a fault of its own, so the lower dose stays
    changed(TWO_ARMS, "row_4", unit="percent of scale"),
    renamed(broken(TWO_ARMS, "after the crossover")),
    changed(broken(BASE, "second arm", "row_6"), "row_7", timepoint_weeks=12.0),  # another time
    broken(SHOWN["after the crossover"], "new trial"),
    *[other_trial(BASE, doi=doi, mean_active=12.0, mean_control=30.0) for doi in SPELT],
    changed(BASE, "row_6", n_control=2),  # two people are few, and possible
    changed(BASE, "row_6", mean_active=0.0, mean_control=136.0),  # the ends of the scale as well
    changed(BASE, "row_4", sd_control=5.0),  # below 4 % of 136, and not of 80
]


def answer(table, *, blind="", sd="limits", mended="all"):
    """The rows that are pooled by somebody with other habits than those of the protocol.

    ``blind``: the code that is not looked for; ``sd``: how a missing SD is treated; ``mended``:
    how far a DOI is brought to one form.
    """
    t = table.copy()
    for arm in ("active", "control"):
        empty = t[f"sd_{arm}"].isna()
        if empty.any():
            low, high, n = (t.loc[empty, f"{c}_{arm}"] for c in ("ci_low", "ci_high", "n"))
            se = (high - low) / 2 / stats.t.ppf(0.975, n - 1)
            back = {
                "ignored": np.nan * se,
                "half width": (high - low) / 2,
                "standard error": se,
                "normal error": (high - low) / 3.92,
                "full width": np.sqrt(n) * (high - low) / 1.96,
            }.get(sd, np.sqrt(n) * se)
            t.loc[empty, f"sd_{arm}"] = back
    unseen = {"duplicate-arm", blind} | ({"missing-sd"} if sd in ("typical", "zero") else set())
    t = t[[not codes - unseen for codes in audit(t, mended)]]
    if sd in ("typical", "zero"):
        scores = ["sd_active", "sd_control"]
        t = t.fillna({column: t[column].mean() if sd == "typical" else 0.0 for column in scores})
    if blind == "duplicate-arm" or not t.duplicated(ONE_CONTROL).any():
        return t
    dose = t.arm_active.str.extract(r"(\d+)", expand=False).astype(float)
    widest = t.assign(dose=dose).sort_values("dose", ascending=False).drop_duplicates(ONE_CONTROL)
    return t.loc[widest.sort_index().index]


ONE_CONTROL = ["trial_id", "arm_control", "timepoint_weeks"]


def cleaned(doi, mended="all"):
    """A DOI without what people write around it, or ``mended`` only in part.

    By its "capitals" alone, or by capitals and "address", or by "nothing".
    """
    if mended == "nothing":
        return doi
    doi = doi.lower()
    if mended == "capitals":
        return doi
    if mended == "address":
        return doi.removeprefix("https://doi.org/")
    doi = doi.strip().rstrip(".")
    for before in ("https://doi.org/", "http://dx.doi.org/", "doi:"):
        doi = doi.removeprefix(before).strip()
    return doi


def audit(table, mended):
    """The codes of each row, as a set."""
    twice = table.duplicated(ONE_CONTROL, keep=False)
    found = []
    for row, shared in zip(table.itertuples(), twice, strict=True):
        sds, means = (row.sd_active, row.sd_control), (row.mean_active, row.mean_control)
        wrong = {
            "missing-sd": any(np.isnan(sd) for sd in sds),
            "se-as-sd": any(sd < 0.04 * row.scale_high for sd in sds),
            "unit": row.unit != "points",
            "impossible": not all(0 <= mean <= row.scale_high for mean in means)
            or min(row.n_active, row.n_control) < 2,
            "duplicate-arm": shared,
            "after-crossover": row.after_crossover,
            "retracted": cleaned(row.doi, mended) in RETRACTED,
        }
        found.append({code for code in CODES if wrong[code]})
    return found


def effects(rows, belief=""):
    """g and its variance, row by row."""
    scores = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]
    if belief == "swapped-arms":
        scores = scores[3:] + scores[:3]
    each = [hedges_g(*row) for row in rows[scores].to_numpy(float)]
    return [e.estimate for e in each], [
        e.se if belief == "se-as-variance" else e.se**2 for e in each
    ]


def six_entries(rows, belief=""):
    """The six entries of ``pooled``, from rows used as they are, by somebody with this belief."""
    p = pool(*effects(rows, belief), knapp_hartung=belief != "normal-ci-few-trials")
    low, high = (p.ci_low, p.ci_high) if belief == "ci-as-pi" else prediction_interval(p, "k-1")
    return {"k": p.k, "g": p.estimate, "low": p.ci_low, "high": p.ci_high,
            "pi_low": low, "pi_high": high}  # fmt: skip


def runs(rows, belief=""):
    """The four entries of ``sensitivity``."""
    size = rows.n_active + rows.n_control
    left_out = [six_entries(rows.drop(row), belief)["g"] for row in rows.index]
    return {
        "common_effect": pool(*effects(rows, belief), method="common").estimate,
        "placebo_only": six_entries(rows[rows.arm_control == "placebo"], belief)["g"],
        "without_largest": six_entries(rows.drop(size.idxmax()), belief)["g"],
        "weakest_left_out": min(left_out, key=abs),
    }


def page_numbers(table, rows, belief=""):
    """The numbers of the page: the entries of ``brief_numbers``."""
    p = six_entries(rows, belief)
    return p | {
        "people": int((rows.n_active + rows.n_control).sum()),
        "set_aside": len(table) - len(rows),
        "better_per_100": 100 * stats.norm.cdf(-p["g"]),
    }


def cases(tables):
    """Tables as argument tuples."""
    return [(table,) for table in tables]


# Exercise 1 ---------------------------------------------------------------------------------------

before = bank.exercise(
    "m11-protocol",
    title="The protocol, before the data",
    lesson=f"{LESSON}#decide-before-you-look",
    hints=[
        "For each field ask: could somebody choose this after seeing the result? Then choose it now.",
        "The living review pools interview scores of everybody, once per control arm, once per trial.",
        "Set aside what is no randomised comparison, what is retracted, what cannot be repaired from "
        "the paper itself. Give two events with a strategy each, and a date such as 2026-01-15.",
    ],
    minutes=60,
    level=2,
    skill="protocol",
    bloom="create",
    objective="Write a protocol whose rules are declared before any row is seen.",
)
plan = before.value(
    "protocol",
    measure="course.brief:protocol_codes",
    returns={
        "population": text(points=0.5, label="population"),
        "outcome": text(points=0.5, label="outcome"),
        "time": text(points=0.5, label="time"),
        "crossover": text(points=0.5, label="after the crossover"),
        "two_arms": text(points=0.5, label="two doses against one control"),
        "missing_sd": text(points=0.5, label="a missing SD"),
        "retracted": text(points=0.5, label="retracted papers"),
        "model": text(points=0.25, label="model"),
        "prediction": text(points=0.25, label="prediction interval"),
        "words": flag(points=0.25, label="question and reader and what would change it"),
        "dated": flag(points=0.25, label="date as YYYY-MM-DD"),
        "strategies": flag(points=0.5, label="two events with a strategy each"),
    },
)


for belief, choice in (
    ("double-counted-arms", {"two_arms": "each pair is a row"}),
    ("post-crossover-included", {"crossover": "included"}),
    ("post-crossover-included", {"time": "last visit"}),
    ("responder-more-meaningful", {"outcome": "response"}),
    ("missing-as-zero", {"missing_sd": "zero"}),
    ("silent-fix", {"missing_sd": "typical value"}),
    ("cites-retracted", {"retracted": "included"}),
    ("completers-only", {"population": "completers"}),
    ("cherry-pick-larger", {"outcome": "whichever is larger"}),
    ("cherry-pick-larger", {"time": "whichever is larger"}),
    ("cherry-pick-larger", {"outcome": "whichever is larger", "time": "whichever is larger"}),
):

    @plan.mistake(belief)
    def _(right, choice=choice):
        return right | choice


# Exercise 2 ---------------------------------------------------------------------------------------

alive = bank.exercise(
    "m11-living",
    title="From table to answer",
    lesson=f"{LESSON}#repair-set-aside-choose",
    hints=[
        "Audit: one code at a time, each a column of True and False. An empty cell is neither below nor "
        "above a line, so ask for it with isna(). table.duplicated([...], keep=False) marks all rows "
        "that share something. For a DOI: .str.strip().str.lower(), then take off what stands around it.",
        "Keep: repair first and audit the repaired table, or a row with limits is lost. Choose among "
        "doses last, or a faulty row may push out a sound one: sort by dose, highest first, then "
        "drop_duplicates. Pool: pool() wants se squared.",
        "Two columns against the scale: table[['sd_active', 'sd_control']].lt(0.04 * table.scale_high, "
        "axis=0).any(axis=1). A run: the same pooling from rows.drop(index) or rows[condition]; the last "
        "one pools len(rows) times and takes min(..., key=abs).",
    ],
    minutes=180,
    level=3,
    skill="living review",
    bloom="create",
    objective="Audit, pool and shake a table by declared rules, so that the answer follows it.",
)
found = alive.function(
    "faults",
    measure="course.brief:faults_by_code",
    returns={
        code: text(points=1 if code in ("impossible", "after-crossover") else 1.6, label=code)
        for code in CODES
    },
    public=cases(PUBLIC),
    hidden=cases(HIDDEN),
)


def without(right, code):
    """A list of faults without one code."""
    return [pair for pair in right if not pair.endswith(f": {code}")]


for belief, code in (
    ("double-counted-arms", "duplicate-arm"),
    ("post-crossover-included", "after-crossover"),
    ("cites-retracted", "retracted"),
    ("range-unchecked", "impossible"),
    ("effect-hides-scale", "unit"),
    ("se-as-sd", "se-as-sd"),
    ("missing-as-zero", "missing-sd"),
):

    @found.mistake(belief)
    def _(right, table, code=code):
        return without(right, code)


@found.mistake("missing-as-zero")
def _(right, table):
    empty = table.row_id[table[["sd_active", "sd_control"]].isna().any(axis=1)]
    zero = [f"{row}: se-as-sd" for row in empty if f"{row}: se-as-sd" not in right]
    return without(right, "missing-sd") + zero


@found.mistake("silent-fix")
def _(right, table):
    gone = set(answer(table).row_id)  # put right without a word
    return [pair for pair in right if not (pair.endswith("missing-sd") and pair[:-12] in gone)]


for mended in ("nothing", "capitals", "address"):

    @found.mistake("doi-string-match")
    def _(right, table, mended=mended):
        same = table.row_id[[cleaned(doi, mended) in RETRACTED for doi in table.doi]]
        return without(right, "retracted") + [f"{row}: retracted" for row in same]


keep = alive.function(
    "kept",
    measure="course.brief:kept_by_rule",
    returns={
        "repaired": text(points=0.5, label="rows with a missing SD"),
        "set_aside": text(points=1, label="rows with and without a fault"),
        "chosen": text(points=0.5, label="rows that share a control"),
    },
    public=cases(PUBLIC),
    hidden=cases(HIDDEN),
)
together = alive.function(
    "pooled",
    returns={
        "k": number(WHOLE, unit="rows", points=0.25, label="rows"),
        "g": number(HUNDREDTH, unit="SD", points=0.75, label="effect"),
        "low": number(HUNDREDTH, unit="SD", points=0.5, label="lower limit"),
        "high": number(HUNDREDTH, unit="SD", points=0.5, label="upper limit"),
        "pi_low": number(HUNDREDTH, unit="SD", points=0.5, label="lower prediction"),
        "pi_high": number(HUNDREDTH, unit="SD", points=0.5, label="upper prediction"),
    },
    # The table as it is, with the new trial, with a far one, and with fewer rows.
    public=cases([BASE, NEWS, BASE[BASE.arm_control == "placebo"]]),
    hidden=cases(
        [SHOWN["retracted paper"], HIDDEN[0], HIDDEN[21], BASE.iloc[2:], BASE.iloc[[0, 5]]]
    ),
)


summary = alive.function(
    "living",
    returns={
        "k": number(WHOLE, unit="rows", points=0.5, label="living rows"),
        "g": number(HUNDREDTH, unit="SD", points=1, label="living effect"),
        "low": number(HUNDREDTH, unit="SD", points=0.5, label="living lower limit"),
        "high": number(HUNDREDTH, unit="SD", points=0.5, label="living upper limit"),
        "pi_low": number(HUNDREDTH, unit="SD", points=0.25, label="living lower prediction"),
        "pi_high": number(HUNDREDTH, unit="SD", points=0.25, label="living upper prediction"),
    },
    public=cases(PUBLIC),
    # Which rows are kept is judged above, on all tables; here each way to repair and to set aside.
    hidden=cases(HIDDEN[:9] + HIDDEN[14:18] + HIDDEN[20:21]),
)


shaken = alive.function(
    "sensitivity",
    returns={
        "common_effect": number(HUNDREDTH, unit="SD", label="common effect"),
        "placebo_only": number(HUNDREDTH, unit="SD", label="placebo control only"),
        "without_largest": number(HUNDREDTH, unit="SD", label="without the largest"),
        "weakest_left_out": number(HUNDREDTH, unit="SD", label="nearest to zero of all"),
    },
    # Few faults here, and one that is hard to overlook: what the audit misses is judged above.
    public=cases([BASE, NEWS, TWO_ARMS, TWO_FAULTS]),
    hidden=cases([HIDDEN[0], HIDDEN[14], BASE.iloc[[0, 2, 3, 5]], BASE.iloc[1:], UPSIDE, UNEVEN]),
)


@shaken.mistake("unweighted-average")
def _(right, table):
    return right | {"common_effect": float(np.mean(effects(answer(table))[0]))}


@shaken.mistake("sensitivity-on-raw")
def _(right, table):
    scores = ["sd_active", "sd_control"]
    return runs(table.dropna(subset=scores).reset_index(drop=True))


counted = alive.function(
    "brief_numbers",
    returns={
        "people": number(0, unit="people", points=0.5, label="people pooled"),
        "set_aside": number(0, unit="rows", points=0.5, label="rows set aside"),
        "k": number(WHOLE, unit="rows", points=0.25, label="page rows"),
        "g": number(HUNDREDTH, unit="SD", points=0.25, label="page effect"),
        "low": number(HUNDREDTH, unit="SD", points=0.125, label="page lower limit"),
        "high": number(HUNDREDTH, unit="SD", points=0.125, label="page upper limit"),
        "pi_low": number(HUNDREDTH, unit="SD", points=0.125, label="page lower prediction"),
        "pi_high": number(HUNDREDTH, unit="SD", points=0.125, label="page upper prediction"),
    },
    public=cases([BASE, NEWS, SHOWN["no SD"], TWO_FAULTS]),
    hidden=cases([HIDDEN[0], HIDDEN[5], HIDDEN[14], BASE.iloc[1:]]),
)


@counted.mistake("set-aside-still-counted")
def _(right, table):
    return right | {"people": int((table.n_active + table.n_control).sum())}


# One habit shows in several functions, since each of them uses those before it.
COUNTED_TWICE = ("double-counted-arms", {"blind": "duplicate-arm"})
UNCHECKED = ("range-unchecked", {"blind": "impossible"})
GUESSED = [("missing-as-zero", {"sd": "zero"}), ("silent-fix", {"sd": "typical"})]
OTHER_ROWS = [
    COUNTED_TWICE,
    UNCHECKED,
    ("se-as-sd", {"blind": "se-as-sd"}),
    ("se-as-sd", {"sd": "standard error"}),
    ("se-as-sd", {"sd": "normal error"}),
    ("post-crossover-included", {"blind": "after-crossover"}),
    ("cites-retracted", {"blind": "retracted"}),
    ("effect-hides-scale", {"blind": "unit"}),
    ("limits-unused", {"sd": "ignored"}),
    ("doi-string-match", {"mended": "nothing"}),
    ("doi-string-match", {"mended": "capitals"}),
    ("doi-string-match", {"mended": "address"}),
]
OTHER_SCORES = [*GUESSED, ("se-as-sd", {"sd": "half width"}), ("full-width", {"sd": "full width"})]
"""These keep the same rows as others do; only what is pooled tells them apart."""

for belief, habit in OTHER_ROWS:

    @keep.mistake(belief)
    def _(right, table, habit=habit):
        return list(answer(table, **habit).row_id)


for belief, habit in OTHER_ROWS + OTHER_SCORES:

    @summary.mistake(belief)
    def _(right, table, habit=habit):
        return six_entries(answer(table, **habit))


for belief, habit in (COUNTED_TWICE, UNCHECKED):

    @shaken.mistake(belief)
    def _(right, table, habit=habit):
        return runs(answer(table, **habit))


for belief, habit in (COUNTED_TWICE, UNCHECKED, *GUESSED):

    @counted.mistake(belief)
    def _(right, table, habit=habit):
        return page_numbers(table, answer(table, **habit))


for belief in ("swapped-arms", "se-as-variance", "ci-as-pi", "normal-ci-few-trials"):

    @together.mistake(belief)
    def _(right, table, belief=belief):
        return six_entries(table, belief)

    @summary.mistake(belief)
    def _(right, table, belief=belief):
        return six_entries(answer(table), belief)

    @counted.mistake(belief)
    def _(right, table, belief=belief):
        return page_numbers(table, answer(table), belief)


@shaken.mistake("se-as-variance")
def _(right, table):
    return runs(answer(table), "se-as-variance")


# Exercise 3 ---------------------------------------------------------------------------------------

page = bank.exercise(
    "m11-brief",
    title="One page whose numbers are alive",
    lesson=f"{LESSON}#numbers-that-stay-alive",
    hints=[
        "Write the page first with names in braces where numbers belong. Then look at each sentence: is "
        "it still true if the number is half, or has the other sign?",
        "untraced(brief, numbers) lists the digits that no number explains. Counts that change belong in "
        "braces as well: {numbers['k']} comparisons, {numbers['people']} people.",
        "{numbers['g']:.2f} prints two decimals. Where words depend on a number, choose them with "
        "`if ... else`. Declare the rest in a last line: Fixed numbers: ...",
    ],
    minutes=90,
    level=3,
    skill="living brief",
    bloom="create",
    objective="Write a page for a clinician in which every number is computed.",
)
share = page.function(
    "better_per_100",
    returns=number(TENTH, unit="people per 100", label="people of 100"),
    public=[(-0.7119,), (0.2,)],
    hidden=[(-1.3,), (0.0,), (-0.25,), (0.9,)],
)


@share.mistake("sign-flip")
def _(right, g):
    return 100 - right


@share.mistake("sd-as-percent")
def _(right, g):
    return 100 * abs(g)


@share.mistake("sd-as-percent")
def _(right, g):
    return -100 * g


@share.mistake("percent-vs-fraction")
def _(right, g):
    return right / 100


@share.mistake("superiority-for-share")
def _(right, g):
    return 100 * stats.norm.cdf(-g / np.sqrt(2))


HARMS = {"severe_active": 5, "n_active": 53, "severe_control": 2, "n_control": 51}
MORE_HARMS = {"severe_active": 8, "n_active": 61, "severe_control": 4, "n_control": 58}
THIRTEEN = [
    page_numbers(BASE, answer(BASE)) | HARMS,
    page_numbers(NEWS, answer(NEWS)) | MORE_HARMS,
]
OTHERS = [
    page_numbers(HIDDEN[15], answer(HIDDEN[15]))
    | {"severe_active": 11, "n_active": 74, "severe_control": 9, "n_control": 77},
    {"k": 14, "g": 0.213, "low": -0.128, "high": 0.554, "pi_low": -0.871, "pi_high": 1.297,
     "people": 1387, "set_aside": 8, "better_per_100": 41.6, "severe_active": 19, "n_active": 204,
     "severe_control": 16, "n_control": 211},
]  # fmt: skip
FILLER = "word " * 350
SAID = {
    "effect": "{g:.2f} {better_per_100:.0f}",
    "interval": "{low:.2f} {high:.2f}",
    "prediction": "{pi_low:.2f} {pi_high:.2f}",
    "people": "{k} {people} {set_aside}",
    "harm": "{severe_active} {n_active} {severe_control} {n_control}",
}
rendered = page.function(
    "render_brief",
    measure="course.brief:brief_signs",
    returns={
        "words": flag(points=0.5, label="350 to 500 words"),
        "traced": flag(points=1, label="every number is traced"),
        "effect": flag(points=0.5, label="the effect"),
        "interval": flag(points=0.5, label="its interval"),
        "prediction": flag(points=0.5, label="the prediction interval"),
        "people": flag(points=0.5, label="comparisons and people and rows set aside"),
        "harm": flag(points=0.5, label="harm of both arms with denominators"),
    },
    public=[(n,) for n in THIRTEEN],
    hidden=[(n,) for n in OTHERS],
)


def stale(numbers, typed):
    """A page in which some of the numbers are those of the first table, whatever the table says."""
    lines = [line.format(**(THIRTEEN[0] if name in typed else numbers))
             for name, line in SAID.items()]  # fmt: skip
    return FILLER + " . ".join(lines)


for typed in (
    tuple(SAID),
    ("effect", "interval", "prediction", "people"),
    *[(name,) for name in SAID],
    ("effect", "interval"),
    ("effect", "interval", "prediction"),
):

    @rendered.mistake("numbers-typed-in")
    def _(right, numbers, typed=typed):
        return stale(numbers, typed)


# Exercise 4 ---------------------------------------------------------------------------------------

log = bank.exercise(
    "m11-log",
    title="The log",
    lesson=f"{LESSON}#decide-before-you-look",
    hints=[
        "Go through your protocol field by field: each is a row. Who would have chosen otherwise, and why?",
        "Four of the rows can carry a run of sensitivity(table). The others have an empty run.",
        "decisions['value'] = decisions.run.map(sensitivity(table)) looks the values up by name.",
    ],
    minutes=30,
    level=2,
    skill="transparency",
    bloom="evaluate",
    objective="Log decisions with their alternative, the reason, and the number that they change.",
)
logged = log.value(
    "decisions",
    measure="course.brief:log_signs",
    returns={
        "columns": flag(points=0.5, label="all six columns"),
        "rows": flag(points=0.5, label="eight rows or more"),
        "why": flag(points=0.5, label="a reason in each row"),
        "alternative": flag(points=0.5, label="another choice in each row"),
        "placebo_only": number(HUNDREDTH, unit="SD", points=0.5, label="value of placebo_only"),
        "without_largest": number(
            HUNDREDTH, unit="SD", points=0.5, label="value of without_largest"
        ),
    },
)


@logged.mistake("sensitivity-assumed")
def _(right):
    same = right.value.where(right.run == "", six_entries(answer(BASE))["g"])
    return right.assign(value=same)


# Exercise 5 ---------------------------------------------------------------------------------------

public = bank.exercise(
    "m11-reply",
    title="A public reply",
    lesson="m10-media-literacy/4-writing-it-right#careful-words-are-not-enough",
    hints=[
        "Begin kindly, with what the story can tell. Then: how many of 100, in both groups.",
        "Then how sure, what it costs people, and the status. One number per sentence keeps the grade low.",
        "Say “people with PTSD”, “placebo”, “may”, “severe reaction”, “refused approval”. Then read it "
        "aloud to somebody.",
    ],
    minutes=60,
    level=3,
    skill="public writing",
    bloom="create",
    objective="Answer a story in 150 fair words that its readers will read.",
)
signs = public.value(
    "reply",
    measure="course.brief:reply_signs",
    returns={
        "words": flag(points=0.5, label="130 to 170 words"),
        "number": flag(points=0.5, label="a number"),
        "comparator": flag(points=0.25, label="compared with what"),
        "population": flag(points=0.25, label="who was studied"),
        "uncertainty": flag(points=0.25, label="how sure it is"),
        "harm": flag(points=0.5, label="a harm"),
        "status": flag(points=0.25, label="the status"),
        "grade": flag(points=0.5, label="reads at grade 10 or below"),
    },
)
