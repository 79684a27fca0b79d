"""A cell may take its time.

Earns: all.
"""

# ruff: noqa
# %% added
import time

time.sleep(1)

# %% honest
