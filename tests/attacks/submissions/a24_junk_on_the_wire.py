"""A24 · Write junk into the connection with the examiner.

Earns: toy-word 2.
"""

# ruff: noqa
# %% added
import os

for handle in range(3, 64):
    try:
        os.write(handle, b"\xff\xff\xff\xff" + os.urandom(4000))
    except OSError:
        pass


# %% answer="toy-word-answer"
def turn(word):
    return word[::-1]
