"""Seals: values that can be recognised but not read.

A key that travels with an assignment must let the notebook recognise the right answer, and each
named mistake, without carrying them in clear. A seal keeps a slow, salted digest of the value,
with every number rounded to a grid whose step is twice the tolerance. The grid is shifted so that
the sealed number lies in the middle of its cell: a number opens the seal exactly when it lies
within the tolerance.

Seals are a courtesy, not secrecy: whoever guesses an answer can confirm the guess. Marks rest on
hidden cases that no key carries.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

Leaf = float | str | bool | None

PHASE_DIGITS = 4


@dataclass(frozen=True)
class Seal:
    """One sealed list of leaves; ``phase`` has an entry per number and None elsewhere."""

    salt: str
    rounds: int
    tolerance: float
    phase: tuple[float | None, ...]
    digest: str

    @classmethod
    def of(cls, leaves: Sequence[Leaf], tolerance: float, salt: str, rounds: int) -> Seal:
        """Seal a list of numbers, texts, booleans and gaps; numbers to within ``tolerance``."""
        phase = tuple(_phase(leaf, tolerance) for leaf in leaves)
        cells = _cells(leaves, phase, tolerance)
        return cls(salt, rounds, tolerance, phase, _digest(cells, salt, rounds))

    def opens(self, leaves: Sequence[Leaf]) -> bool:
        """Whether these leaves are the sealed ones, numbers to within the tolerance."""
        if len(leaves) != len(self.phase):
            return False
        cells = _cells(leaves, self.phase, self.tolerance)
        return _digest(cells, self.salt, self.rounds) == self.digest

    def to_json(self) -> list[Any]:
        """A short JSON form that ``from_json`` reads back."""
        return [self.salt, self.rounds, self.tolerance, list(self.phase), self.digest]

    @classmethod
    def from_json(cls, record: list[Any]) -> Seal:
        """Read back what ``to_json`` wrote."""
        salt, rounds, tolerance, phase, digest = record
        return cls(salt, rounds, tolerance, tuple(phase), digest)


def _is_number(leaf: Leaf) -> bool:
    return isinstance(leaf, int | float) and not isinstance(leaf, bool) and math.isfinite(leaf)


def _phase(leaf: Leaf, tolerance: float) -> float | None:
    if not _is_number(leaf) or tolerance == 0:
        return None
    position = float(leaf) / (2 * tolerance)  # type: ignore[arg-type]
    return round(position - round(position), PHASE_DIGITS)


def _cells(leaves: Sequence[Leaf], phase: Sequence[float | None], tolerance: float) -> list[str]:
    cells = []
    for leaf, shift in zip(leaves, phase, strict=True):
        if _is_number(leaf):
            number = float(leaf)  # type: ignore[arg-type]
            if tolerance and shift is not None:
                number = round(number / (2 * tolerance) - shift)
            cells.append(f"n{number}")
        else:
            cells.append(f"{type(leaf).__name__}:{leaf}")
    return cells


def _digest(cells: list[str], salt: str, rounds: int) -> str:
    state = "\x1f".join([salt, *cells]).encode()
    for _ in range(rounds):
        state = blake2b(state, digest_size=16).digest()
    return state.hex()
