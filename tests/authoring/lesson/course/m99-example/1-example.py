# %% [markdown]
# # An example lesson
#
# 45 minutes. You will be able to:
#
# - count people;
# - compare two groups;
# - say what is not known.

# %%
from course import ask, reveal, show

# %% [markdown] tags=["instructor"]
# Ask the room before you run the next cell.

# %%
ask("m99-1-first", ...)

# %% tags=["chart"]
# Draws a hundred people per arm
reveal("m99-1-first", 69.0)
show(None, alt="More people responded with the drug than without it.", table=None)

# %% [markdown]
# ## Counting
#
# In the trial 69.0 % of people with placebo [responded](../glossary.md#response), which
# [the report](https://doi.org/10.1038/s41591-023-02565-4) also says (NCT04077437).

# %%
ask("m99-1-second", ...)

# %%
reveal("m99-1-second", 17.5)

# %% tags=["try"]
people = 100  # change this number and run the cell again
print(people)

# %%
ask("m99-1-alone", ...)
ask("m99-1-meaning", ...)

# %% [markdown]
# ## What this cannot tell us
#
# One trial is one trial.

# %%
ask("m99-1-recall-1")
ask("m99-1-recall-2")
ask("m99-1-recall-3")
ask("m99-1-recall-4")
ask("m99-1-recall-5")
