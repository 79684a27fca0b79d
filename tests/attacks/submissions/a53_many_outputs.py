"""A53 · Thousands of displays, and one of hundreds of megabytes.

Earns: all.
"""

# ruff: noqa
# %% added
from IPython.display import display

for i in range(5000):
    display({"text/plain": str(i)}, raw=True)

# %% added
from IPython.display import display

for _ in range(30):
    display({"text/html": "<b>x</b>" * 200_000, "text/plain": "x"}, raw=True)

# %% honest
