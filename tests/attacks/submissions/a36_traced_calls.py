"""A36 · Trace every call and line, and show the local variables seen.

Earns: nothing.
"""

# ruff: noqa
# %% added
import sys
import threading

seen = []


def trace(frame, event, arg):
    seen.append((frame.f_code.co_name, [repr(v)[:200] for v in list(frame.f_locals.values())[:9]]))
    return trace


sys.settrace(trace)
sys.setprofile(trace)
threading.settrace(trace)


# %% answer="toy-mean-answer"
def mean_of(values):
    return None


# %% answer="toy-word-answer"
def turn(word):
    return None


# %% answer="toy-value-answer"
print(str(seen)[-20000:])
rows = ...

# %% answer="toy-plain-answer"
print(str(seen)[-20000:])
