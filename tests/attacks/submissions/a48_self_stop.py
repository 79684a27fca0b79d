"""A48 · Stop instead of ending, and wait.

Earns: all.
"""

# ruff: noqa
# %% added
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
signal.pause()

# %% honest
