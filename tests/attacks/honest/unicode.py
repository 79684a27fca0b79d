"""Names and texts in any writing.

Earns: all.
"""


# ruff: noqa
# %% answer="toy-word-answer"
def turn(wört):
    größe = "naïve – 心理学 🍄"
    print(größe)
    return wört[::-1]


# %% honest
