"""The audit as a table in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from autograder.audit.findings import ExerciseAudit, by_assignment, gates, totals


def print_audit(audits: list[ExerciseAudit]) -> None:
    """Print a row per exercise, sums per assignment, survivors, and the gates not passed."""
    console = Console(highlight=False)
    table = Table("exercise", title="Graders, graded")
    for heading in ("alternatives", "mistakes named", "mutants caught", "equal", "200 right ones"):
        table.add_column(heading, justify="right")
    table.add_column("")
    for name, group in by_assignment(audits).items():
        for audit in group:
            caught = audit.mutants - len(audit.survivors)
            table.add_row(
                audit.exercise,
                str(audit.alternatives),
                f"{audit.recognised} of {audit.mistakes}",
                f"{caught} of {audit.mutants}",
                str(audit.equivalent),
                f"{len(audit.accused)} accused",
                "✓" if audit.passes else "✗",
            )
        sums = totals(group)
        score = f"mutation score {100 * sums.mutation_score:.1f} %"
        table.add_row(f"[bold]{name}[/bold]", "", "", score, "", "", "", end_section=True)
    console.print(table)
    for audit in audits:
        for survivor in audit.survivors:
            console.print(f"survived  {audit.exercise}: {survivor}", markup=False)
    failures = gates(audits)
    for failure in failures:
        console.print(f"✗ {failure}", markup=False, style="red")
    if not failures:
        console.print("✓ Every gate is passed.", style="green")
