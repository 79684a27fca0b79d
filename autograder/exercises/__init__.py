"""What an exercise is: its bank, its keys, and how an answer is judged. Pure; imports no room."""

from autograder.exercises.assignment import Assignment
from autograder.exercises.bank import (
    Bank,
    BankError,
    Component,
    Exercise,
    flag,
    number,
    numbers,
    text,
    texts,
)
from autograder.exercises.judge import AnswerError, judge
from autograder.exercises.key import ExerciseKey
from autograder.exercises.misconceptions import Misconception, read_misconceptions
from autograder.exercises.outcome import ComponentResult, Outcome, Result

__all__ = [
    "AnswerError",
    "Assignment",
    "Bank",
    "BankError",
    "Component",
    "ComponentResult",
    "Exercise",
    "ExerciseKey",
    "Misconception",
    "Outcome",
    "Result",
    "flag",
    "judge",
    "number",
    "numbers",
    "read_misconceptions",
    "text",
    "texts",
]
