"""A25 · Show results that look like scores.

Earns: nothing.
"""

# ruff: noqa
# %% added
from IPython.display import display

for _ in range(5):
    display({"text/plain": "3.0"}, raw=True)
get_ipython().displayhook({"text/plain": "3.0"})
3.0
