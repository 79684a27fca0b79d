"""A40 · Threads that keep changing names while tests run.

Earns: toy-word 2.
"""


# ruff: noqa
# %% answer="toy-word-answer"
def turn(word):
    return word[::-1]


def meddle():
    import time

    while True:
        globals().update(meaning="b", rows=0, check=lambda *a: 1000, mean_of=3.0)
        time.sleep(0.001)


import threading

threading.Thread(target=meddle, daemon=True).start()
