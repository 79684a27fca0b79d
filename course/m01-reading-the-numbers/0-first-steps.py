# %% [markdown]
# # First steps
#
# *You have never written a line of code. Can you make a table answer you?*
#
# 20 minutes · you need nothing; skip it if you know a little Python
#
# After this lesson you will be able to:
#
# - **run** a cell and read what it gives back;
# - **name** a value and use the name;
# - **read** a column of a table;
# - **write** a small function with `def` and `return`.

# %% [markdown]
# **Data.** The table `trials` of this course: one row for each trial, most read in the papers' abstracts.
# And two counts from a small trial of psilocybin for alcohol use disorder,
# [Luquiens 2025](https://doi.org/10.1111/add.70152).
#
# Behind the rows are people who were unwell. This course teaches how to read evidence. It is not medical
# advice, and it gives no guidance on obtaining or taking any drug. Lesson 1.1 says where to turn if you
# need support.

# %%
import plotly.graph_objects as go

from course import ask, load, reveal, show
from course.figures import COLOURS

# %% [markdown] tags=["notebook"]
# The boxes with a grey background are called cells. Click into one and press **Shift + Enter**: it runs, and
# the cursor moves on. Run the box above first; it fetches tools and shows nothing. Nothing can break.
#
# Where a cell asks something, put your answer in place of the three dots, and run it.

# %% [markdown]
# First a guess. Our table holds trials of psychedelics and their relatives. Of 100 randomised ones, how many had
# **fewer than 50 people**?

# %%
ask("m01-0-small", ...)

# %%
trials = load("trials").dropna(subset="n_randomised")
trials = trials[trials.design.str.startswith("randomised")]
small = (trials.n_randomised < 50).sum()
share = 100 * small / len(trials)
print(f"{small} of {len(trials)} randomised trials with a known number have fewer than 50 people")

# %% tags=["chart"]
# Draws one dot for each trial, by its number of people
sizes = trials.n_randomised.sort_values().reset_index(drop=True)
fig = go.Figure(go.Scatter(x=sizes, y=sizes.index + 1, mode="markers",
                           marker={"color": COLOURS["uncertainty"], "symbol": "circle-open", "size": 9}))  # fmt: skip
fig.add_vline(x=50, line={"dash": "dot", "color": COLOURS["difference"]})
fig.update_layout(title=f"{share:.0f} of 100 trials have<br>fewer than 50 people",
                  xaxis={"title": "people randomised (log scale)", "type": "log",
                         "tickvals": [10, 20, 50, 100, 200, 500]},
                  yaxis={"title": "trials, small to large"})  # fmt: skip
show(fig, alt="About half of the randomised trials have fewer than fifty people, and a few have hundreds.",
     table=trials[["short_name", "n_randomised"]].sort_values("n_randomised"))  # fmt: skip
reveal("m01-0-small", round(share))

# %% [markdown]
# ## A cell
#
# A cell does what its lines say, from the top to the bottom. If the last line is a value, the cell shows it.
# The mark `#` begins a note for people; Python skips the rest of that line.
#
# **Change the second number** in the next cell and run it again.

# %% tags=["try"]
# 53 people in one arm and 51 in the other: how many together?
53 + 51

# %% [markdown]
# ## A name
#
# `people = 104` puts a value behind a name. From then on the name stands for the value. Read the sign `=` as
# “is from now on”, not as “equals”. What will the next cell show? Choose before you run the one below it.

# %%
ask("m01-0-name", ...)

# %%
with_drug = 53
with_placebo = 51
with_drug = 52
print(with_drug + with_placebo)
reveal("m01-0-name", "b")

# %% [markdown]
# **Why it is tempting** to expect 104: on paper 53 stays written. Here the third line takes the name away
# from 53 and gives it to 52. If a later cell surprises you, ask which value its names stand for *now*. A
# `NameError` says that a name has no value yet; most often the cell that gives it was not run.
#
# ## A table and its columns
#
# `load("trials")` opens a table. A dot and a name give one column. A second dot and a word with brackets ask
# the column a question: `.max()`, `.min()`, `.sum()`, `.median()`.

# %%
trials[["short_name", "year", "drug", "n_randomised"]].head(4)

# %% tags=["try"]
trials.n_randomised.median()  # change the word to max, to min; then n_randomised to year

# %% [markdown]
# **Your turn.** In which year was the oldest trial of this table published? Write one line in place of the
# dots: the table, a dot, the column, a dot, the question with its brackets.

# %%
oldest = ...
ask("m01-0-oldest", oldest)

# %% [markdown]
# ## A function
#
# A function is a small machine. You write it once, with `def`, and use it as often as you like. What goes in
# stands between the brackets. What comes out stands behind `return`. Here is one that turns a count into
# people per 100; the number below the line is the [denominator](../glossary.md#denominator).


# %%
def per_100(events, people):
    """People with an event, for every 100."""
    return 100 * events / people


# 11 of 20 people with psilocybin and 1 of 9 in the control arm drank no alcohol any more
print(per_100(11, 20))
print(per_100(1, 9))

# %% [markdown]
# Lines that belong to the function are moved in by four spaces. `return` hands the value out, so that you can
# go on with it: `per_100(11, 20) - per_100(1, 9)` works. With `print` in place of `return` you would see the
# number once, and nobody could use it.
#
# **Your turn.** Write a machine that takes *both* arms and gives how many more per 100. Two gaps are left.
# In the exercises of this course you write such machines, and the course runs them.


# %%
def more_per_100(events_a, people_a, events_b, people_b):
    """How many more people per 100 have the event in arm a than in arm b."""
    return ...  # in place of the dots: per_100(events_a, people_a) - ____(____, ____)


ask("m01-0-more", more_per_100(11, 20, 1, 9))

# %%
ask("m01-0-return", ...)

# %% [markdown]
# ## What this cannot tell us
#
# - **Whether a number is right.** A cell does what it says, also with a wrong number.
# - **What a row stands for.** You can count rows now. Lesson 1.1 asks what you have counted.
# - **Anything about a drug.** Two counts from one small trial are practice, not evidence.

# %% [markdown]
# ## Recall
#
# Answer in your own words. Then open each answer.

# %%
ask("m01-0-recall-cell")
ask("m01-0-recall-name")
ask("m01-0-recall-error")
ask("m01-0-recall-column")
ask("m01-0-recall-function")

# %% [markdown]
# ## Where the numbers come from, and where to go next
#
# **Sources.** Table `trials` of this course. Abstinence at week 12:
# [Luquiens 2025](https://doi.org/10.1111/add.70152), abstract; one person of the control arm was lost.
#
# **Next.** Lesson 1.1, *Where trial numbers come from*.

# %% [markdown] tags=["instructor"]
# **Timing.** First cell and hook 5 min · names 4 · columns 4 · functions 5 · recall 2.
#
# **Common stumbles.** A missing bracket; the dots left in place; lines of the function not moved in. Let
# neighbours compare screens before you come.
#
# **Discuss.** What would you like to ask a table of trials?
#
# **Board.** A box with two arrows in and one out: what goes in, `def`, what comes out, `return`.
