"""The audit as a table in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from autograder.audit.findings import ExerciseAudit, by_assignment, gates, totals


def print_audit(audits: list[ExerciseAudit]) -> None:
    """Print a row per exercise, sums per assignment, survivors, and the gates not passed."""
    console = Console(highlight=False)
    table = Table("exercise", title="Graders, graded")
    for heading in ("alternatives", "named", "caught", "equal", "accused"):
        table.add_column(heading, justify="right")
    table.add_column("")
    for group in by_assignment(audits).values():
        for audit in group:
            caught = audit.mutants - len(audit.survivors)
            table.add_row(
                audit.exercise,
                str(audit.alternatives),
                f"{audit.recognised}/{audit.mistakes}",
                f"{caught}/{audit.mutants}",
                str(audit.equivalent),
                f"{len(audit.accused)}/{audit.dressings}",
                "✓" if audit.passes else "✗",
                end_section=audit is group[-1],
            )
    console.print(table)
    console.print(
        "named: mistakes recognised by their own id; caught: mutated solutions that lost marks;\n"
        "equal: mutants that never answer otherwise; accused: right answers called wrong;\n"
        "unseen: wrong answers that pass check in the notebook and lose marks when graded",
        style="dim",
    )
    for name, group in by_assignment(audits).items():
        console.print(f"{name}: mutation score {100 * totals(group).mutation_score:.1f} %")
    for audit in audits:
        for survivor in audit.survivors:
            console.print(f"survived  {audit.exercise}: {survivor}", markup=False)
        for finding in audit.advice:
            console.print(f"look at   {audit.exercise}: {finding}", markup=False)
        for wrong in audit.only_graded:
            console.print(f"unseen    {audit.exercise}: {wrong}", markup=False, style="dim")
    failures = gates(audits)
    for failure in failures:
        console.print(f"✗ {failure}", markup=False, style="red")
    if not failures:
        console.print("✓ Every gate is passed.", style="green")
