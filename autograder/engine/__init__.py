"""Grade untrusted notebooks: an examiner that stays outside the student's process (Linux).

``Engine`` starts one trusted *examiner* process, which holds the instructor's notebook, the bank
and the hidden cases, and one *zygote*, which holds none of them and forks a confined student
process per submission. Answers reach the examiner as plain data only, so nothing that a submission
prints, patches or returns can become a mark it did not earn.
"""

from autograder.engine.client import Engine
from autograder.engine.doctor import Check, doctor
from autograder.engine.grading import EngineError, Graded, Limits, Usage, Verdict

__all__ = ["Check", "Engine", "EngineError", "Graded", "Limits", "Usage", "Verdict", "doctor"]
