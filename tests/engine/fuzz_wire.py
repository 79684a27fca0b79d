"""Coverage-guided fuzzing of what reads a student process's bytes: ``make fuzz``.

Any bytes must give a value or a clean error. Atheris is installed for this alone, into an
environment of its own; hypothesis guards the same promise in every test run.
"""

from __future__ import annotations

import math
import sys
import tempfile
from pathlib import Path

import atheris
import numpy as np
import pandas as pd

with atheris.instrument_imports(include=["autograder"]):
    from autograder.exercises.plain import NotPlainError, decode, encode, from_plain, to_plain


TABLE = pd.DataFrame({"arm": ["mdma", "placebo"], "n": [52, 42], "mean": [-23.7, math.nan]})
SEEDS = [
    TABLE,
    TABLE["n"],
    TABLE["mean"].to_numpy(),
    np.arange(6).reshape(2, 3),
    {"difference": 0.175, 3: (True, None, ...), "set": {1, 2}},
    [math.inf, "text", pd.Timestamp("2024-06-04")],
]
WORDS = ["$", "v", "dict", "items", "array", "shape", "dtype", "float64", "object", "data", "table",
         "columns", "index", "dtypes", "series", "name", "tuple", "set", "figure", "json", "date",
         "ellipsis", "float", "nan", "-inf"]  # fmt: skip


def one_input(data: bytes) -> None:
    """Read bytes as the examiner does."""
    try:
        from_plain(decode(data))
    except NotPlainError:
        return


def main() -> None:
    """Fuzz from real messages; libFuzzer's options go through, such as -max_total_time=60."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for i, seed in enumerate(SEEDS):
            (corpus / str(i)).write_bytes(encode(to_plain(seed)))
        words = Path(folder) / "words"
        words.write_text("".join(f'"\\"{word}\\""\n' for word in WORDS))
        atheris.Setup([*sys.argv, f"-dict={words}", str(corpus)], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
