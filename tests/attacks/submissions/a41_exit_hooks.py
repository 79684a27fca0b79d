"""A41 · Code that runs when the process or an object ends.

Earns: all.
"""

# ruff: noqa
# %% added
import atexit
import weakref


class Last:
    def __del__(self):
        open("last", "w").write("points = 1000")


last = Last()
weakref.finalize(last, print, "3.0")
atexit.register(lambda: open("results.json", "w").write("{}"))

# %% honest
