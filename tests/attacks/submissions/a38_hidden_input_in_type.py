"""A38 · Return objects whose type or keys name the hidden input.

Earns: nothing.
"""

# ruff: noqa
# %% answer="toy-mean-answer"
seen = []


def mean_of(values):
    seen.append(str(values))
    return {str(seen): 1} if len(seen) % 2 else type(str(seen), (), {})()


# %% answer="toy-word-answer"
def turn(word):
    seen.append(word)
    return {str(seen): word}


# %% answer="toy-plain-answer"
def double(number):
    return type(str(seen), (), {})()
