"""A48 · Crash the interpreter.

Earns: all.
"""

# ruff: noqa
# %% added
import ctypes

ctypes.string_at(0)

# %% honest
