"""Every assignment of the course passes the gates of the audit; so does every use of its names."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.audit.audit import audit_assignment
from autograder.audit.findings import gates
from autograder.authoring.layout import Layout

COURSE = Layout(Path(__file__).parents[2])


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", COURSE.assignments())
def test_the_graders_of_the_course_are_right(name: str) -> None:
    release = COURSE.release(name) / f"{name}.ipynb"
    audits = audit_assignment(COURSE.solution(name), release, jobs=1)
    assert not gates(audits)
