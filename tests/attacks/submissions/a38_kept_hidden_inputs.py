"""A38 · Keep the inputs of the calls and show them in a later cell.

Earns: toy-word 2.
"""

# ruff: noqa
# %% answer="toy-word-answer"
seen = []


def turn(word):
    seen.append(word)
    print(word)
    open("seen", "a").write(word)
    return word[::-1]


# %% answer="toy-value-answer"
import os

print(seen, os.path.exists("seen") and open("seen").read())
rows = ...

# %% answer="toy-plain-answer"
print(seen)
raise ValueError(seen)
