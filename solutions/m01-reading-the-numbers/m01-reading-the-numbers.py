# %% [markdown]
# # Reading the numbers
#
# *Assignment to module 1 · six exercises · about 62 minutes*
#
# Each exercise asks for a guess, a small function and the sentence you would stand behind. The guess
# earns no points: write it down first, because being surprised is how one learns. Run the `check`
# cell as often as you like. It says what is right and, where it can, which thought led elsewhere.
# `hint("m01-count")` shows the gentlest of three hints, `hint("m01-count", 2)` the next.
#
# New to this? Run the cells from the top with **Shift + Enter**. Put your own code where it says
# `# YOUR CODE HERE`, indented like the text above it. When graded, your functions also meet numbers
# that are not shown here, so let them compute. Do not round on the way.
#
# **A note before you begin.** The numbers stand for people living with post-traumatic stress disorder
# or depression. This is practice in reading evidence, not medical advice, and no guidance on taking
# any drug. If you are in distress, please turn to a health professional or a crisis line
# ([findahelpline.com](https://findahelpline.com)).

# %%
import io

import pandas as pd

from autograder import check, hint
from course import load

# %% [markdown]
# ### Exercise 1 · A file from elsewhere
#
# ◆ 10 minutes · lesson 1.2
#
# In much of the world a number is written 4,00 and the cells of a file are split by semicolons. Here
# is part of our table of MDMA trials, written that way (data:
# [SYPRES](https://doi.org/10.5281/zenodo.18740439), ODC-By).

# %%
wanted = ["trial_id", "timepoint_weeks", "n_active", "mean_active", "sd_active"]
rows = load("meta_inputs").query("analysis == 'mdma_ptsd'")[wanted]
text = rows.to_csv(sep=";", decimal=",", float_format="%.2f", index=False)
print(text[:300])

# %%
prediction = ...  # how many columns does pd.read_csv(io.StringIO(text)) find, without any help?

# %% [markdown]
# Write `read_foreign`. It takes such a text (always these five columns, semicolons, decimal commas,
# no signs that group digits) and returns a DataFrame with the same five columns, all rows in order.
# `trial_id` stays text, the other four are numbers. An empty field is a missing number (NaN).


# %% answer="m01-foreign-csv"
def read_foreign(text):
    """Read a text with semicolons and decimal commas into a DataFrame with five typed columns."""
    ### BEGIN SOLUTION
    return pd.read_csv(io.StringIO(text), sep=";", decimal=",")
    ### END SOLUTION


# %% [markdown]
# A colleague reads the file with `pd.read_csv(io.StringIO(text))`. There is no error, and the shape is
# `(31, 1)`. What do you say?
#
# - **a** “No error came up, so the table was read well: it has 31 rows and one column.”
# - **b** “Take all commas out of the text first, and then read it once more.”
# - **c** “Semicolons split the cells, the comma is the decimal mark: name both.”
# - **d** “Turn everything into numbers and let whatever does not fit become empty.”

# %% answer="m01-foreign-csv-advice"
advice = ...  # "a", "b", "c" or "d"
### BEGIN SOLUTION
advice = "c"
### END SOLUTION

# %% check="m01-foreign-csv"
check("m01-foreign-csv", read_foreign, advice)

# %% [markdown]
# ### Exercise 2 · Rows, comparisons, trials
#
# ◆ 8 minutes · lesson 1.1
#
# The same rows again, with the arms that each of them compares.

# %%
arms_compared = load("meta_inputs").query("analysis == 'mdma_ptsd'")
arms_compared = arms_compared[["trial_id", "arm_active", "arm_control"]].reset_index(drop=True)
arms_compared.head()

# %%
prediction = ...  # how many trials?

# %% [markdown]
# Write `count_units`. It takes a DataFrame with the columns `trial_id`, `arm_active` and
# `arm_control`, and returns a dictionary of three whole numbers:
#
# | entry | what |
# |---|---|
# | `"rows"` | printed results |
# | `"comparisons"` | different pairs of active and control arm, each within its trial |
# | `"trials"` | different trials |


# %% answer="m01-count"
def count_units(table):
    """Count rows, comparisons and trials of a table with one printed result per row."""
    ### BEGIN SOLUTION
    pair = ["trial_id", "arm_active", "arm_control"]
    return {
        "rows": len(table),
        "comparisons": len(table[pair].drop_duplicates()),
        "trials": table["trial_id"].nunique(),
    }
    ### END SOLUTION


# %% [markdown]
# Which sentence may stand in a report about this table?
#
# - **a** “Six trials, with ten comparisons between their arms, fill the 31 rows.”
# - **b** “Ten trials, one for each pair of arms, tested MDMA-assisted therapy.”
# - **c** “Add the n of all rows, and you have the number of people who took part.”
# - **d** “31 trials, one for each row of the table, tested MDMA-assisted therapy.”

# %% answer="m01-count-sentence"
sentence = ...  # "a", "b", "c" or "d"
### BEGIN SOLUTION
sentence = "a"
### END SOLUTION

# %% check="m01-count"
check("m01-count", count_units, sentence)

# %% [markdown]
# ### Exercise 3 · Which way is up?
#
# ◆ 10 minutes · lesson 1.2
#
# Changes in two arms, each the follow-up minus the start. On the first two scales points are
# symptoms; the last row counts days without alcohol (made up, for practice).

# %%
changes = pd.DataFrame(
    [("CAPS-5 (MAPP2)", -23.7, -14.8, "lower_better"),
     ("PDS (Oehen 2013)", -8.6, 7.3, "lower_better"),
     ("dry days (made up)", 6.5, 2.0, "higher_better")],
    columns=["scale", "active", "control", "direction"],
)  # fmt: skip
changes

# %%
prediction = ...  # by how many points did the active arm do better on the second scale?

# %% [markdown]
# The numbers of the first row are from [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4),
# those of the second from [SYPRES](https://doi.org/10.5281/zenodo.18740439). Write
# `compare_changes(active, control, direction)`; `direction` is `"lower_better"` or `"higher_better"`.
# It returns a dictionary:
#
# | entry | what | exact to |
# |---|---|---|
# | `"difference"` | change of the active arm minus change of the control arm | 2 decimals |
# | `"benefit"` | by how many points the active arm did better; negative if it did worse | 2 decimals |
# | `"favours"` | `"active"`, `"control"`, or `"neither"` when the changes are equal | |


# %% answer="m01-direction"
def compare_changes(active, control, direction):
    """Difference of two changes in points, its benefit, and the arm that it favours."""
    ### BEGIN SOLUTION
    difference = active - control
    benefit = difference if direction == "higher_better" else -difference
    favours = "active" if benefit > 0 else "control" if benefit < 0 else "neither"
    return {"difference": difference, "benefit": benefit, "favours": favours}
    ### END SOLUTION


# %% [markdown]
# A forest plot of PTSD scores shows −8.9 points, labelled “active minus control”. What does it say?
#
# - **a** The minus sign means that the active arm got worse by 8.9 points.
# - **b** The active arm fell by 8.9 points more, and on this scale lower is better.
# - **c** The order of the arms is a matter of taste, so it may as well be a harm.
# - **d** The sign can be left out, since the size of the difference is what counts.

# %% answer="m01-direction-minus"
minus = ...  # "a", "b", "c" or "d"
### BEGIN SOLUTION
minus = "b"
### END SOLUTION

# %% check="m01-direction"
check("m01-direction", compare_changes, minus)

# %% [markdown]
# ### Exercise 4 · A dose that cannot be
#
# ◆◆ 12 minutes · lesson 1.2
#
# Doses as a reviewer would find them in several papers and data sets. One row repeats what the SYPRES
# data set prints for
# [a psilocybin trial at Johns Hopkins](https://doi.org/10.1177/0269881116675513). You check units
# here; nobody is dosed by this table, and it is no guide to taking anything. (Davis 2021 was corrected;
# its dose was not affected.)

# %%
doses = pd.DataFrame(
    [("Goodwin 2022", 25.0, "mg"), ("Griffiths 2016", 22.0, "mg/kg"), ("Ross 2016", 0.3, "mg/kg"),
     ("Davis 2021", 20.0, "mg per 70 kg"), ("von Rotz 2023", 0.215, "mg/kg")],
    columns=["trial", "dose", "unit"],
)  # fmt: skip
doses

# %%
prediction = ...  # the second row, taken at its word: how many mg for a person of 70 kg?

# %% [markdown]
# Write `audit_doses(table, highest)`. `table` has the columns `trial`, `dose` and `unit`, and a unit
# is always one of the three above. It returns a dictionary:
#
# | entry | what |
# |---|---|
# | `"mg"` | for each row, in order, what the row *as printed* means in mg for a person of 70 kg |
# | `"suspects"` | names of the trials whose `mg` is **above** `highest`, in order |
# | `"as_meant"` | `mg` again, but for each suspect printed in mg/kg read as mg per 70 kg instead |
#
# `as_meant` is your proposal, *beside* what was printed. All rows stay.


# %% answer="m01-impossible"
def audit_doses(table, highest):
    """Doses in mg for 70 kg as printed, the names of suspects, and doses as probably meant."""
    ### BEGIN SOLUTION
    mg = table["dose"].where(table["unit"] != "mg/kg", table["dose"] * 70)
    suspect = mg > highest
    meant = mg.where(~(suspect & (table["unit"] == "mg/kg")), table["dose"])
    return {
        "mg": mg.tolist(),
        "suspects": table.loc[suspect, "trial"].tolist(),
        "as_meant": meant.tolist(),
    }
    ### END SOLUTION


# %% [markdown]
# `audit_doses(doses, 60)` should name one suspect. The paper says 22 mg **per 70 kg**. What do you do?
#
# - **a** Keep the row, add the proposed value with its source, and tell the maintainers.
# - **b** Put the right unit in place of the wrong one in the file, and go on with the work.
# - **c** Take the row out of the table, so that no impossible value is left in it.
# - **d** Nothing: two readers checked the data set, and both of them saw mg/kg.

# %% answer="m01-impossible-action"
action = ...  # "a", "b", "c" or "d"
### BEGIN SOLUTION
action = "a"
### END SOLUTION

# %% check="m01-impossible"
check("m01-impossible", audit_doses, action)

# %% [markdown]
# ### Exercise 5 · From interval to spread
#
# ◆◆ 10 minutes · lesson 1.3
#
# The MDMA arm of [Mitchell 2023](https://doi.org/10.1038/s41591-023-02565-4): the mean fall, its 95 %
# interval and the people behind it.

# %%
fall = load("outcomes").query(
    "trial_id == 'mitchell_2023_mapp2' and instrument == 'CAPS-5' and arm_id == 'mdma'"
)
fall = fall.dropna(subset="ci_low_change")[["mean_change", "ci_low_change", "ci_high_change", "n"]]
fall

# %%
prediction = ...  # the interval is 6.5 points wide; how large is the standard deviation of people?

# %% [markdown]
# Write `spread(low, high, n)` for the 95 % interval of one mean. It returns a dictionary with `"se"`,
# the standard error of the mean (exact to 2 decimals), and `"sd"`, the standard deviation of the
# people (exact to 1 decimal). Read the interval as made with the normal distribution, 1.96 standard
# errors each way. If you prefer Student's t with n − 1 degrees of freedom: welcome, too.


# %% answer="m01-sd-from-ci"
def spread(low, high, n):
    """Standard error and standard deviation from the 95 % interval of a mean of n people."""
    ### BEGIN SOLUTION
    se = (high - low) / (2 * 1.96)
    return {"se": se, "sd": se * n**0.5}
    ### END SOLUTION


# %% [markdown]
# With your numbers for this trial, which sentence is right?
#
# - **a** 95 of 100 people fell by between 20.4 and 26.9 points, and the other five did not.
# - **b** The people differ by an SD of about 3.25 points, which is half of the interval.
# - **c** People typically lie about 12 points from their mean, which is known far better.
# - **d** People typically lie about 1.7 points from their mean, so nearly all fell alike.

# %% answer="m01-sd-from-ci-meaning"
meaning = ...  # "a", "b", "c" or "d"
### BEGIN SOLUTION
meaning = "c"
### END SOLUTION

# %% check="m01-sd-from-ci"
check("m01-sd-from-ci", spread, meaning)

# %% [markdown]
# ### Exercise 6 · Out of how many?
#
# ◆◆ 12 minutes · lesson 1.2
#
# How many people entered each arm of that trial, how many gave a last score, and how many of those
# *responded*.

# %%
entered = load("arms").query("trial_id == 'mitchell_2023_mapp2'").set_index("arm_id")
final = load("outcomes").query(
    "trial_id == 'mitchell_2023_mapp2' and endpoint == 'response' and timepoint_weeks == 18"
)
flow = final.set_index("arm_id")[["events", "n"]].assign(randomised=entered.n_randomised)
flow.rename(columns={"n": "analysed"}).astype(int)

# %%
prediction = ...  # how many of 100 people randomised to placebo gave no last score?

# %% [markdown]
# Write `two_answers`, for an active and a control arm. It returns a dictionary with four entries, each
# exact to 2 decimals:
#
# | entry | what |
# |---|---|
# | `"gap_analysed"` | response per 100 *analysed*, active minus control, in percentage points |
# | `"gap_randomised"` | response per 100 *randomised*, active minus control, in percentage points; people without a last score count as not responding |
# | `"lost_active"` | of 100 people randomised to the active arm, how many were not analysed |
# | `"lost_control"` | the same for the control arm |


# %% answer="m01-denominator"
def two_answers(events_a, analysed_a, randomised_a, events_b, analysed_b, randomised_b):
    """Two response gaps in percentage points, and the loss per 100 randomised; a is active."""
    ### BEGIN SOLUTION
    return {
        "gap_analysed": 100 * (events_a / analysed_a - events_b / analysed_b),
        "gap_randomised": 100 * (events_a / randomised_a - events_b / randomised_b),
        "lost_active": 100 * (randomised_a - analysed_a) / randomised_a,
        "lost_control": 100 * (randomised_b - analysed_b) / randomised_b,
    }
    ### END SOLUTION


# %% [markdown]
# Which report is fair?
#
# - **a** “Of those randomised, 87 and 69 per 100 responded, with MDMA and with placebo: a gap of 17.5
#   percentage points.”
# - **b** “87 per 100 of those analysed responded with MDMA, 57 per 100 of those randomised with
#   placebo: a gap of 30 points.”
# - **c** “Of those analysed, 87 and 69 per 100 responded; 1 of 53 and 9 of 51 people gave no last
#   score.”
# - **d** “In the placebo arm 9 of 42 people were lost, or 21 per 100, and in the arm with MDMA 1 of
#   52.”

# %% answer="m01-denominator-report"
report = ...  # "a", "b", "c" or "d"
### BEGIN SOLUTION
report = "c"
### END SOLUTION

# %% check="m01-denominator"
check("m01-denominator", two_answers, report)

# %% [markdown]
# That is the whole craft of this module: ask what a row is, which way is up, out of how many, and how
# sure. Next come the therapy itself (module 5) and the analysis of one trial (module 7).
