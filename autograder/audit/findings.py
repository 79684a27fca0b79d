"""What an audit finds, and the gates it has to pass."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

MUTATION_GATE = 0.95


@dataclass(frozen=True)
class ExerciseAudit:
    """One exercise: counts, and in words whatever is not as it should be.

    ``mutants`` leaves out the equivalent ones; ``survivors`` are mutants that kept full marks.
    ``accused`` are right answers in other clothes that were called wrong. ``advice`` is no gate:
    what an author should look at. ``only_graded`` are wrong answers that pass in the notebook.
    """

    assignment: str
    exercise: str
    faults: tuple[str, ...]
    alternatives: int
    mistakes: int
    recognised: int
    mutants: int
    equivalent: int
    survivors: tuple[str, ...]
    dressings: int
    accused: tuple[str, ...]
    advice: tuple[str, ...] = ()
    only_graded: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether nothing but the module's mutation score could still fail."""
        return not self.faults and self.recognised == self.mistakes and not self.accused


@dataclass(frozen=True)
class Totals:
    """Sums over exercises."""

    exercises: int
    alternatives: int
    mistakes: int
    recognised: int
    mutants: int
    equivalent: int
    survivors: int
    dressings: int
    accused: int
    advice: int
    only_graded: int

    @property
    def mutation_score(self) -> float:
        """Share of mutants that lost marks; 1 where there were none."""
        return 1 - self.survivors / self.mutants if self.mutants else 1.0


def totals(audits: Iterable[ExerciseAudit]) -> Totals:
    """Add up audits of exercises."""
    audits = list(audits)
    return Totals(
        exercises=len(audits),
        alternatives=sum(a.alternatives for a in audits),
        mistakes=sum(a.mistakes for a in audits),
        recognised=sum(a.recognised for a in audits),
        mutants=sum(a.mutants for a in audits),
        equivalent=sum(a.equivalent for a in audits),
        survivors=sum(len(a.survivors) for a in audits),
        dressings=sum(a.dressings for a in audits),
        accused=sum(len(a.accused) for a in audits),
        advice=sum(len(a.advice) for a in audits),
        only_graded=sum(len(a.only_graded) for a in audits),
    )


def by_assignment(audits: Iterable[ExerciseAudit]) -> dict[str, list[ExerciseAudit]]:
    """Audits grouped by assignment, order kept."""
    groups: dict[str, list[ExerciseAudit]] = {}
    for audit in audits:
        groups.setdefault(audit.assignment, []).append(audit)
    return groups


def gates(audits: Iterable[ExerciseAudit]) -> list[str]:
    """The gates that are not passed, each in one sentence; none when all is well."""
    failures = []
    for assignment, group in by_assignment(audits).items():
        for audit in group:
            failures += [f"{audit.exercise}: {fault}" for fault in audit.faults]
            failures += [f"{audit.exercise}: called wrong: {answer}" for answer in audit.accused]
        score = totals(group).mutation_score
        if score < MUTATION_GATE:
            kept = ", ".join(a.exercise for a in group if a.survivors)
            failures.append(
                f"{assignment}: mutation score {_percent(score)} is below "
                f"{_percent(MUTATION_GATE)}: more or sharper hidden cases are needed in {kept}."
            )
    return failures


def to_json(audits: Iterable[ExerciseAudit]) -> dict[str, Any]:
    """The whole audit as a record: exercises, totals per assignment and overall, failed gates."""
    audits = list(audits)
    return {
        "exercises": [asdict(audit) for audit in audits],
        "assignments": {
            name: _totals_json(totals(group)) for name, group in by_assignment(audits).items()
        },
        "totals": _totals_json(totals(audits)),
        "failures": gates(audits),
    }


def _totals_json(sums: Totals) -> dict[str, Any]:
    return asdict(sums) | {"mutation_score": round(sums.mutation_score, 4)}


def _percent(share: float) -> str:
    """Rounded down, so that a score just below a gate does not look like one that passes."""
    return f"{math.floor(share * 1000) / 10:g} %"
