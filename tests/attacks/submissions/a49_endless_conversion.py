"""A49 · An answer that never ends when it is read.

Earns: toy-mean 3, toy-word 2, toy-plain 2.
"""


# ruff: noqa
# %% answer="toy-value-answer"
class Endless(list):
    def __iter__(self):
        while True:
            yield self


rows = Endless()

# %% honest
