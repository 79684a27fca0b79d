# %% [markdown]
# # Capstone: a living brief and a public reply
#
# *Assignment to the whole course · five exercises, about 420 minutes · five judgements, an hour*
#
# You write one page for a clinician who must answer a question this week, and 150 words for everybody
# else. The page is *alive*: each of its numbers is computed from a table, so the next trial, or the next
# retraction, changes it by itself.
#
# | exercise | you make | points | hours |
# |---|---|---|---|
# | 1 Protocol | `protocol` | 5 | 1 |
# | 2 From table to answer | audit, keep, pool, shake, count: six functions | 24 | 3 |
# | 3 Brief | `better_per_100`, `render_brief` | 5 | 1½ |
# | 4 Log | `decisions` | 3 | ½ |
# | 5 Reply | `reply` | 3 | 1 |
# | 6 Judgement | five short texts, read by a person | 60 | 1 |
#
# Run each `check` as often as you like; `hint("m11-brief")` gives the gentlest of three hints. When graded,
# your functions also meet tables that are not shown here. Lesson 11.1 shows the way with another table.
# Work alone, or as two people with one log.
#
# **A note before you begin.** The rows stand for people who live with the consequences of trauma, and a
# brief may be read by somebody who hopes. It is a summary of evidence: no medical advice, and no guidance on
# obtaining or taking any drug. If you are in distress, please turn to a health professional or a crisis line
# ([findahelpline.com](https://findahelpline.com)).

# %%
import numpy as np
import pandas as pd
from scipy import stats

from autograder import check, hint
from course import load

# %% [markdown]
# ### Exercise 1 · The protocol, before the data
#
# ◆◆ 60 minutes · lesson 11.1
#
# The question of this capstone is **MDMA-assisted therapy for adults with PTSD**. No data have been loaded
# yet, and that is the point: what you decide now cannot follow what you will see. Fill in the dictionary.
#
# | field | one of |
# |---|---|
# | `"population"` | `everybody randomised` · `everybody dosed` · `completers` |
# | `"outcome"` | `interview score` · `response` · `whichever is larger` |
# | `"time"` | `primary end point` · `last visit` · `whichever is larger` |
# | `"crossover"`: rows from after the control arm had the drug | `set aside` · `included` |
# | `"two_arms"`: two doses against one control | `widest dose contrast` · `each pair is a row` |
# | `"missing_sd"` | `from limits, else set aside` · `zero` · `typical value` |
# | `"retracted"` | `set aside` · `included` |
# | `"model"` | `random effects, Knapp-Hartung` · `common effect` |
# | `"prediction"`: degrees of freedom | `k-1` · `k-2` · `none` |
#
# The other fields are yours. `"question"`, `"reader"` (who will use the page, for which decision) and
# `"would_change"` (which result would change your conclusion) take a sentence each, three words at least; `"date"`
# is written `YYYY-MM-DD`. `"events"` is a dictionary of at least two events that may happen between lot and end point,
# each with a strategy: `treatment policy`, `while on treatment`, `hypothetical`, `composite` or
# `principal stratum`. No strategy is right for all; exercise 6 asks you to argue yours.
#
# The brief updates the [SYPRES living review](https://doi.org/10.5281/zenodo.18740439), so where that review
# has a rule, keep it: interview scores as analysed of **everybody randomised** at each trial's **primary end
# point**, **random effects** with the limits of Knapp and Hartung, prediction on **k − 1**. For the other four
# follow lesson 11.1, “Repair, set aside, choose”.

# %% answer="m11-protocol"
protocol = {
    "question": "",
    "reader": "",
    "population": "",
    "outcome": "",
    "time": "",
    "events": {},
    "crossover": "",
    "two_arms": "",
    "missing_sd": "",
    "retracted": "",
    "model": "",
    "prediction": "",
    "would_change": "",
    "date": "",
}
### BEGIN SOLUTION
protocol = {
    "question": "In adults with PTSD, what does MDMA add to the same therapy with placebo or low dose?",
    "reader": "A psychiatrist at a trauma clinic who is asked about trials and about waiting for them.",
    "population": "everybody randomised",
    "outcome": "interview score",
    "time": "primary end point",
    "events": {
        "left before the end point": "treatment policy",
        "started another treatment": "treatment policy",
        "knew the arm": "hypothetical",
    },
    "crossover": "set aside",
    "two_arms": "widest dose contrast",
    "missing_sd": "from limits, else set aside",
    "retracted": "set aside",
    "model": "random effects, Knapp-Hartung",
    "prediction": "k-1",
    "would_change": "A trial whose masking held, with a difference whose limits include zero.",
    "date": "2026-01-15",
}
### END SOLUTION

# %% check="m11-protocol"
check("m11-protocol", protocol)

# %% [markdown]
# ### Exercise 2 · From table to answer
#
# ◆◆◆ 180 minutes · lesson 11.1
#
# Five steps lead from the table to the numbers of the page. After each, look at the cell below your function, then
# run the check at the end of this exercise: it judges what there is so far, and the rest waits as “nothing here yet”.
# (Run the cells of all steps once, as they are, so that every name is known.) `hint("m11-living")` is about the audit, `hint("m11-living", 2)` about keeping and
# pooling, `hint("m11-living", 3)` goes further into both. A function may call the ones before it, so a slip in the audit is
# felt downstream: mend it first.
#
# #### Step 1 · An audit that never sleeps
#
# Now the data: six comparisons, one row each. Scores are totals of an interview, where lower is better and
# 0 is lowest; `scale_high` is the highest possible.

# %%
from course.brief import untraced
from course.extraction import FAULTS, broken, extraction, retracted_dois
from course.stats import hedges_g, pool, prediction_interval, sd_from_ci

table = extraction()
table.drop(columns=["source_locator", "source_tier", "status"])

# %% [markdown]
# This table is clean; the next one may not be. `broken(table, fault)` returns a copy with one fault in it, so
# that you can watch your function notice. It knows ten things to do; the first is no fault, only news:

# %%
practice = {fault: broken(table, fault) for fault in FAULTS}
list(practice)

# %%
retracted = retracted_dois()  # of the retracted papers in this course's tables, in small letters
retracted

# %%
prediction = ...  # which of the ten would you not notice by looking at the pooled result?

# %% [markdown]
# Write `faults`. It returns a list of texts `"row: code"`, such as `"row_2: unit"`; an empty list if all is
# well. The order does not matter. A row can have several codes.
#
# | code | the row has it when |
# |---|---|
# | `missing-sd` | one of its two SDs is missing (also where limits are given: the fault is there, the repair comes later) |
# | `se-as-sd` | one of its SDs is below 4 % of `scale_high`: people do not differ so little |
# | `unit` | `unit` is not `points` |
# | `impossible` | a mean is below 0 or above `scale_high`, or an arm has fewer than 2 people |
# | `duplicate-arm` | another row has the same `trial_id`, `arm_control` and `timepoint_weeks`; then **both** rows have it |
# | `after-crossover` | `after_crossover` is true |
# | `retracted` | its DOI, cleaned, is in `retracted` |
#
# To clean a DOI: small letters, no spaces around it, without `https://doi.org/`, `http://dx.doi.org/` or
# `doi:` before it, without a full stop at the end. (Compare with the 31 rows of the living review: the lowest
# SD there is 5 % of its scale, so the line at 4 % gives no false alarm. In a very small arm it
# misses the slip.)


# %% answer="m11-faults"
def faults(table):
    """What is wrong with each row of an extraction table.

    Args:
        table: a DataFrame with the columns shown above, in any number of rows.

    Returns:
        list of texts "row_id: code".
    """
    ### BEGIN SOLUTION
    sds = table[["sd_active", "sd_control"]]
    means = table[["mean_active", "mean_control"]]
    people = table[["n_active", "n_control"]]
    doi = table.doi.str.strip().str.lower().str.rstrip(".")
    doi = doi.str.replace(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", regex=True)
    has = {
        "missing-sd": sds.isna().any(axis=1),
        "se-as-sd": sds.lt(0.04 * table.scale_high, axis=0).any(axis=1),
        "unit": table.unit != "points",
        "impossible": (means < 0).any(axis=1)
        | means.gt(table.scale_high, axis=0).any(axis=1)
        | (people < 2).any(axis=1),
        "duplicate-arm": table.duplicated(
            ["trial_id", "arm_control", "timepoint_weeks"], keep=False
        ),
        "after-crossover": table.after_crossover,
        "retracted": doi.isin(retracted),
    }
    return [f"{row}: {code}" for code, rows in has.items() for row in table.row_id[rows]]
    ### END SOLUTION


# %%
faults(table), {fault: faults(changed) for fault, changed in practice.items()}

# %% [markdown]
# #### Steps 2 and 3 · Repair, set aside, choose, pool
#
# What happens to a row with a fault was decided in the protocol. In this order:
#
# 1. **Repair.** Where an SD is missing and both limits of the 95 % interval of that mean are given, put the SD
#    back (`sd_from_ci(low, high, n)`, t distribution).
# 2. **Set aside.** Audit the repaired table. A row with any code but `duplicate-arm` is left out. Nothing else
#    is repaired: who guesses what was meant does so silently.
# 3. **Choose.** Of the rows left that share trial, control arm and time, keep the one with the highest dose
#    in the active arm; the dose is the number in its name (`mdma125`).
# 4. **Pool** as in the living review: `hedges_g` of each row, active minus control, then
#    `pool(effects, variances)`, where a variance is a squared `se`, and `prediction_interval(pooled, "k-1")`.
#
# Three functions, one after the other. `kept(table)` follows rules 1 to 3 and returns a list of the row ids that are
# pooled. `pooled(rows)` follows rule 4 for rows that are used as they are, and returns a dictionary:
# `"k"` (rows), `"g"`, `"low"`, `"high"`, `"pi_low"`, `"pi_high"`, all but the first in SDs, exact to 2 decimals.
# `living(table)` joins them: it follows all four rules and returns the same six entries. Helpers are welcome in
# the same cell, and `kept` may call your `faults`: get the audit right first.

# %%
prediction = (
    ...
)  # the new trial is larger than any of the six, and its effect is small: what happens to g?


# %% answer="m11-kept"
def kept(table):
    """Ids of the rows that are pooled, after repair, setting aside and choosing.

    Args:
        table: a DataFrame with the columns of ``extraction()``.

    Returns:
        list of texts.
    """
    ### BEGIN SOLUTION
    return list(usable(table).row_id)


def repaired(table):
    """The table with missing SDs put back where the interval of the mean is given."""
    table = table.copy()
    for arm in ("active", "control"):
        low, high, n = table[f"ci_low_{arm}"], table[f"ci_high_{arm}"], table[f"n_{arm}"]
        back = [sd_from_ci(*one) for one in zip(low, high, n, strict=True)]
        table[f"sd_{arm}"] = table[f"sd_{arm}"].fillna(pd.Series(back, table.index))
    return table


def usable(table):
    """The rows that are pooled."""
    table = repaired(table)
    found = [text.split(": ") for text in faults(table)]
    aside = [row for row, code in found if code != "duplicate-arm"]
    table = table[~table.row_id.isin(aside)]
    dose = table.arm_active.str.extract(r"(\d+)", expand=False).astype(float)
    one_control = ["trial_id", "arm_control", "timepoint_weeks"]
    highest_first = table.assign(dose=dose).sort_values("dose", ascending=False)
    return highest_first.drop_duplicates(one_control).sort_index()
    ### END SOLUTION


# %%
kept(table), {fault: kept(changed) for fault, changed in practice.items()}


# %% answer="m11-pooled"
def pooled(rows):
    """The pooled answer of rows that are used as they are.

    Args:
        rows: a DataFrame with the columns of ``extraction()``, two rows or more, without faults.

    Returns:
        dict with "k", "g", "low", "high", "pi_low" and "pi_high".
    """
    ### BEGIN SOLUTION
    result = pool(*effects(rows))
    pi_low, pi_high = prediction_interval(result, "k-1")
    return {
        "k": result.k,
        "g": result.estimate,
        "low": result.ci_low,
        "high": result.ci_high,
        "pi_low": pi_low,
        "pi_high": pi_high,
    }


def effects(rows):
    """Hedges' g of each row, active minus control, and its variance."""
    scores = ["mean_active", "sd_active", "n_active", "mean_control", "sd_control", "n_control"]
    each = [hedges_g(*row) for row in rows[scores].to_numpy()]
    return [e.estimate for e in each], [e.se**2 for e in each]
    ### END SOLUTION


# %%
pooled(table)


# %% answer="m11-living"
def living(table):
    """The pooled answer of a table, after the rules of the protocol.

    Args:
        table: a DataFrame with the columns of ``extraction()``.

    Returns:
        dict with "k", "g", "low", "high", "pi_low" and "pi_high".
    """
    ### BEGIN SOLUTION
    return pooled(usable(table))
    ### END SOLUTION


# %%
versions = {"as it is": table} | practice
pd.DataFrame([living(version) for version in versions.values()], index=list(versions))

# %% [markdown]
# Look at the row “percent of the scale”. Would *g* have told you? A standardised effect cannot show that the
# scale was changed. Only the audit can.
#
# #### Step 4 · Shake it
#
# A result that one choice can turn is another result. Write `sensitivity(table)`. It returns four pooled
# *g*, in SDs, exact to 2 decimals, each from the rows of `kept(table)`:
#
# | entry | what |
# |---|---|
# | `"common_effect"` | all of them, common-effect model (`pool(..., method="common")`) |
# | `"placebo_only"` | only rows whose control arm is `placebo`, random effects |
# | `"without_largest"` | without the row with most people (both arms together), random effects |
# | `"weakest_left_out"` | leave each row out once, random effects: the *g* nearest to zero of all these |

# %%
prediction = ...  # which of the four will move the result most?


# %% answer="m11-sensitivity"
def sensitivity(table):
    """Pooled effects under other choices than those of the protocol.

    Args:
        table: a DataFrame with the columns of ``extraction()``.

    Returns:
        dict with "common_effect", "placebo_only", "without_largest" and "weakest_left_out".
    """
    ### BEGIN SOLUTION
    rows = usable(table)
    largest = (rows.n_active + rows.n_control).idxmax()
    left_out = [pooled(rows.drop(row))["g"] for row in rows.index]
    return {
        "common_effect": pool(*effects(rows), method="common").estimate,
        "placebo_only": pooled(rows[rows.arm_control == "placebo"])["g"],
        "without_largest": pooled(rows.drop(largest))["g"],
        "weakest_left_out": min(left_out, key=abs),
    }
    ### END SOLUTION


# %%
sensitivity(table)

# %% [markdown]
# Two models that agree to the last digit are no slip: where trials differ no more than chance explains, τ² is 0,
# and both are one. Try `sensitivity(practice["new trial"])`.
#
# #### Step 5 · The numbers of the page
#
# Write `brief_numbers(table)`: a dictionary with the six entries of `living(table)` and two counts.
#
# | entry | what |
# |---|---|
# | `"people"` | people in the rows that are pooled, both arms |
# | `"set_aside"` | rows of the table that are not pooled |


# %% answer="m11-brief-numbers"
def brief_numbers(table):
    """Every number that the brief needs from an extraction table.

    Args:
        table: a DataFrame with the columns of ``extraction()``.

    Returns:
        dict with "k", "people", "set_aside", "g", "low", "high", "pi_low" and "pi_high".
    """
    ### BEGIN SOLUTION
    rows = usable(table)
    return pooled(rows) | {
        "people": int((rows.n_active + rows.n_control).sum()),
        "set_aside": len(table) - len(rows),
    }
    ### END SOLUTION


# %%
brief_numbers(table)

# %% check="m11-living"
check("m11-living", faults, kept, pooled, living, sensitivity, brief_numbers)

# %% [markdown]
# ### Exercise 3 · One page whose numbers are alive
#
# ◆◆◆ 90 minutes · lesson 11.1
#
# Nobody thinks in standard deviations. Write `better_per_100(g)`: of 100 people given MDMA, how many score below
# the average of the control arm? If scores are bell-shaped with one spread, it is 100 · Φ(−g), with Φ the normal
# distribution (`stats.norm.cdf`). Exact to 1 decimal; it is a number, not text.


# %% answer="m11-better"
def better_per_100(g):
    """People of 100 in the active arm who score below the average of the control arm.

    Args:
        g: difference of active minus control in SDs; lower scores are better.

    Returns:
        a number from 0 to 100.
    """
    ### BEGIN SOLUTION
    return 100 * stats.norm.cdf(-g)
    ### END SOLUTION


# %% [markdown]
# A brief without harms is an advertisement. Severe adverse events of the second phase 3 trial
# ([Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4)), with their denominators, join the numbers.

# %%
severe = load("adverse_events").query("trial_id == 'mitchell_2023_mapp2' and severity == 'severe'")
severe = severe.set_index("arm_id")[["n_participants", "n_at_risk"]].astype(int)
harms = {
    "severe_active": int(severe.n_participants["mdma"]),
    "n_active": int(severe.n_at_risk["mdma"]),
    "severe_control": int(severe.n_participants["placebo"]),
    "n_control": int(severe.n_at_risk["placebo"]),
}


def all_numbers(table):
    """The thirteen numbers of the page."""
    found = brief_numbers(table) or {}
    return found | harms | {"better_per_100": better_per_100(found.get("g", np.nan))}


numbers = all_numbers(table)
numbers

# %% [markdown]
# Now `render_brief(numbers)`: it returns the page, **350 to 500 words**, for the reader of your protocol.
# It is called with these thirteen numbers, and with thirteen others. So no result is typed: write
# `f"{numbers['g']:.2f}"`, not the digits. The check reads it like a suspicious editor:
#
# - **traced**: every number in digits is one of `numbers`, rounded as it is printed (signs are not compared), or
#   is 50, 95 or 100. Computed from `numbers` you may also print severe events per 100 people in each arm, and how
#   many more than 50 score below the average. Up to six more may be declared in a last line that begins
#   `Fixed numbers:`, such as `Fixed numbers: 18 weeks; 2024, the year of the letter.` Names such as CAPS-5
#   and phase 3, dates such as 2026-01-15, addresses and DOIs are no numbers. A result hides in words, too
#   (“six trials”): write counts that may change in digits.
# - it shows the **effect** (`g`, `better_per_100`), its **interval**, the **prediction** interval, the **people**
#   (`k`, `people`, `set_aside`) and the **harm** (four counts).
#
# The check cannot see whether you say it well. A person reads that in exercise 6: people first, the comparator, what
# the interval does and does not exclude, who knew the arm, what would change your mind, when not to act.
# A sentence should stay true when its number changes: mind words like “excludes zero”.


# %% answer="m11-brief"
def render_brief(numbers):
    """The brief as Markdown, 350 to 500 words, made from its numbers.

    Args:
        numbers: dict with the thirteen entries shown above.

    Returns:
        a text.
    """
    ### BEGIN SOLUTION
    return PAGE.format(**numbers)


PAGE = """# MDMA-assisted therapy for PTSD: what the trials say

**For** a psychiatrist at a trauma clinic who is asked about trials. A summary of evidence, not advice for one person.

**In short.** All groups had therapy. At the end, PTSD scores were compared between people given MDMA and people
given placebo or a low dose. Of 100 people given MDMA, about {better_per_100:.0f} scored below the average of the
control group; without any difference it would be half of them. Many could probably tell which arm they
were in, so part of the difference may be belief.

**What was pooled.** {k} randomised comparisons with {people} people: interview scores at each trial's own end
point. Rows of the table set aside by the rules of the protocol: {set_aside}. Each row, and each reason, is in the
log.

**How large.** The pooled difference is {g:.2f} standard deviations; a minus means fewer symptoms with MDMA. Values
from {low:.2f} to {high:.2f} still fit these trials fairly well (95 % interval). In a new trial, in another
place, a difference between {pi_low:.2f} and {pi_high:.2f} would be no surprise (95 % prediction interval). Wherever
such a range reaches zero, it includes no difference at all.

**Harm.** In the second phase 3 trial, {severe_active} of {n_active} people given MDMA had a severe adverse event,
and {severe_control} of {n_control} given placebo. Numbers so small cannot rule out a rare harm. And they do not show
all: papers were retracted because unethical conduct towards a participant had been left out of them.

**How sure.** Low certainty, for two reasons. Participants often knew their arm, and a rater who does not know it
cannot undo that. And few people were studied, for a short time: after the crossover nobody is left to
compare with.

**Who is missing.** These trials left out many people with other serious illness, and most who took part were
white. For everybody else this page is a guess.

**What would change this page.** A trial whose masking held and whose limits include zero, or a new retraction. Both
change the table, and the table changes every number above.

**For your patient this week.** In the United States the treatment was refused approval in August of the year that
stands below; a trial is the place for it. If somebody hopes for it, say what is known and what is not. Offer the
therapies that are established. If somebody plans to try it alone, ask without judging, and say who can be called when
it is hard.

Fixed numbers: 2024, the year of the refusal and of the retractions.
"""
### END SOLUTION


# %%
brief = render_brief(numbers) or ""
print(len(brief.split()), "words; not traced:", untraced(brief, numbers))
print(brief)

# %% [markdown]
# Is it alive? The same page with the fictional new trial in the table. (In the check, the counts of harm differ as
# well.)

# %%
news = all_numbers(practice["new trial"])
next_brief = render_brief(news) or ""
print(len(next_brief.split()), "words; not traced:", untraced(next_brief, news))
print(next_brief)

# %% check="m11-brief"
check("m11-brief", better_per_100, render_brief)

# %% [markdown]
# ### Exercise 4 · The log
#
# ◆◆ 30 minutes · lesson 11.1
#
# `decisions` is a DataFrame with at least eight rows: what you chose, what a fair opponent would have chosen,
# and why. Six columns, none of them the index: `step`, `choice`, `alternative`, `why` (three words or more),
# `run` and `value`. Where a run of `sensitivity` shows what the alternative would give, write its name into `run`
# and its *g* into `value` — looked up, not typed. Elsewhere `run` is `""` and `value` is `np.nan`. The runs
# `placebo_only` and `without_largest` must both be there, with values exact to 2 decimals.

# %% answer="m11-log"
decisions = pd.DataFrame(columns=["step", "choice", "alternative", "why", "run", "value"])
### BEGIN SOLUTION
runs = sensitivity(table)
decisions = pd.DataFrame(
    [
        ("population", "everybody randomised", "completers", "leaving depends on the arm", ""),
        ("time", "primary end point", "last visit", "later visits come after the crossover", ""),
        ("crossover", "set aside", "included", "by then all had the drug", ""),
        ("two arms", "widest dose contrast", "combine the doses", "as the living review does", ""),
        ("missing SD", "from limits", "zero", "zero gives one trial all the weight", ""),
        (
            "model",
            "random effects",
            "common effect",
            "the trials differ in dose and place",
            "common_effect",
        ),
        (
            "control",
            "placebo and low dose",
            "placebo only",
            "low dose is a control, too",
            "placebo_only",
        ),
        ("largest trial", "kept", "left out", "no reason but its size", "without_largest"),
        ("each trial", "kept", "weakest case", "shows what one trial can do", "weakest_left_out"),
    ],
    columns=["step", "choice", "alternative", "why", "run"],
)
decisions["value"] = decisions.run.map(runs)
### END SOLUTION

# %%
decisions

# %% check="m11-log"
check("m11-log", decisions)

# %% [markdown]
# ### Exercise 5 · A public reply
#
# ◆◆◆ 60 minutes · lesson 10.4
#
# Answer the magazine feature of module 10 (it is fiction; the cell below shows it): 130 to 170 words that its
# readers would read. The check looks for the same signs as in lesson 10.4: a number, a comparator, who was studied
# (“people with ...”), doubt, a harm, the status, and a reading grade of 10 or below. It sees *words, not sense*.

# %%
from course import feature

feature.page()

# %% answer="m11-reply"
reply = ""  # your text goes between three quotes on each side
### BEGIN SOLUTION
reply = """
Your story of R. and T. is moving, and I am glad that they are well. It is one couple of the nineteen you wrote
to. So it cannot tell us what the drug does. Trials can tell us more. In one trial, 104 people with PTSD had
months of talking therapy. By lot, half of them also took MDMA and half took placebo. Of 100 who stayed to the end,
87 clearly improved with MDMA and 69 with placebo. That is a real gain, and far from a cure. Many of them may
have guessed what they took, so part of the gap might be hope. Five of 53 people had a severe reaction with MDMA,
and two of 51 without it. The regulator in the United States refused approval in 2024 and asked for one more
trial. Healthy couples were not studied there. A capsule from a friend of a friend is not the drug of a trial.
"""
### END SOLUTION

# %% check="m11-reply"
check("m11-reply", reply)

# %% [markdown]
# ### The folder
#
# This cell writes what you hand to your reader: the page, the figure with its table, the rows, the log, the
# protocol, the reply, and three questions that somebody will ask you aloud. Make `finished` true, then run
# everything in a fresh kernel (menu *Kernel*, *Restart Kernel and Run All Cells*). It earns no points; a brief
# that only its author can run earns no trust.

# %%
from course.brief_folder import write_folder

finished = False  # make this True when all steps are done
if finished:
    files = write_folder(
        "brief",
        protocol=protocol,
        table=table,
        kept=kept(table),
        answer=living(table),
        decisions=decisions,
        brief=render_brief(all_numbers(table)),
        reply=reply,
    )
    print("In the folder brief:", ", ".join(files))
else:
    print("The folder waits until the steps above are done.")

# %% [markdown]
# ### Exercise 6 · Five judgements
#
# A person marks these, 12 points each. Write 80 to 150 words for each, in your own words, and point to your
# numbers. The marker has your brief, your log and your reply beside them.

# %% [markdown]
# #### The question
#
# | points | what is there |
# |---|---|
# | 0 | none, or a topic |
# | 4 | population and outcome |
# | 8 | a full estimand: population, treatment, variable, events with strategies, summary |
# | 12 | an estimand that a named reader needs, with the strategy for each event argued |

# %% [markdown] manual="m11-question" points=12
# ### BEGIN SOLUTION
# My reader is a psychiatrist at a trauma clinic. She must tell people whether a trial is worth the travel. She
# needs the effect on all who begin, for she cannot know who will leave. So people who left, or who began
# another treatment, count in the arm they drew: treatment policy. Knowing one's arm is another matter. Nobody in
# her clinic will be masked, yet she asks what the drug adds beyond the hope that goes with it. I name the
# effect among people who could not tell, a hypothetical strategy, and say in the brief that no trial gives
# it. The variable is the interview score at each trial's end point; the summary is the difference in SDs.
# ### END SOLUTION

# %% [markdown]
# #### The method
#
# | points | what is there |
# |---|---|
# | 0 | it runs by luck |
# | 4 | standard steps |
# | 8 | rules declared before the data, and followed |
# | 12 | deviations logged, each with the number it changes |

# %% [markdown] manual="m11-method" points=12
# ### BEGIN SOLUTION
# I followed the rules of the living review and declared them before loading a row. One rule was wanting: the
# protocol does not say what to do if an SD is below four per cent of the scale in an arm of four people,
# where the audit is blind. I kept such rows and logged it. If the largest trial is left out, or only
# placebo-controlled rows are kept, the values in my log result; none of them changes the direction. I did not
# combine doses: the rule for the widest contrast favours the drug a little, and I say so in the log.
# ### END SOLUTION

# %% [markdown]
# #### The judgement
#
# | points | what is there |
# |---|---|
# | 0 | effect taken for truth |
# | 4 | bias or certainty named |
# | 8 | risk of bias for this result, certainty with reasons |
# | 12 | what would change the answer, with a figure |

# %% [markdown] manual="m11-judgement" points=12
# ### BEGIN SOLUTION
# Certainty is low. Risk of bias in the measurement is high for this result, for people rated themselves to a
# rater and most could tell their arm; the lot and its concealment were sound. I take one step for that, and one
# for the small number of people. I take none for inconsistency, although an estimate of zero from so few trials
# says little. One more trial of 60 and 60 with a difference of 3 points would move the pooled effect to the
# value my page prints with the fictional trial, and the prediction interval nearly to zero. So one honest trial
# is enough to halve the promise.
# ### END SOLUTION

# %% [markdown]
# #### The words
#
# | points | what is there |
# |---|---|
# | 0 | jargon |
# | 4 | plain in places |
# | 8 | people per 100, interval, harm, comparator |
# | 12 | a tired clinician could act on the page, and knows when not to |

# %% [markdown] manual="m11-communication" points=12
# ### BEGIN SOLUTION
# I read the page aloud to a nurse. She stopped at “prediction interval”, so it now says first that a new trial
# may look very different. People of 100 come first, standard deviations later, for those who want them. The
# comparator stands in the first sentence, because “better” without “than what” is what the feature did.
# The last paragraph says what to do this week, and what not to do: not to refer anybody to an unapproved
# setting, and not to take away hope. In the reply I left out the pooled effect; people remember people.
# ### END SOLUTION

# %% [markdown]
# #### The ethics
#
# | points | what is there |
# |---|---|
# | 0 | absent |
# | 4 | a sentence |
# | 8 | harms with denominators, who is missing, who has an interest |
# | 12 | what is owed to those who were harmed or left out, and who can check it |

# %% [markdown] manual="m11-ethics" points=12
# ### BEGIN SOLUTION
# Severe events are in the page with both denominators. What no count shows is that conduct towards a
# participant was found unethical, and that papers were retracted because it had been left out. They are owed more than
# a line: that reports are followed up by somebody outside the team, that harms between people are asked about
# in each trial, and that the answer is published with the scores. The sponsor had an interest in the outcome.
# People of colour, and people at risk of suicide, gave few or no data, so the page may not speak for them. Anybody can
# check me: the rows, their sources and the code are in the folder.
# ### END SOLUTION

# %% [markdown]
# ### Before you hand in: a peer, and three questions
#
# Give the folder to another student and take theirs; lesson 11.1 has the form. The three questions for you are in
# `questions.md`, made from your own log and your own rows: two minutes each, marked “pass” or “again”. Both earn no
# points. They usually earn a better brief.
