"""A80 · No metadata: answers are found by their names, checks and scores of one's own are not.

Earns: nothing.
"""


# ruff: noqa
# %% file
def change(notebook):
    for number, cell in enumerate(notebook["cells"]):
        if cell["source"].startswith(("check", "hidden_inputs")):
            cell["source"] = "3.0"
            score = {"output_type": "execute_result", "data": {"text/plain": "3.0"}}
            cell["outputs"] = [score | {"metadata": {}, "execution_count": 1}]
        cell["metadata"] = {"points": 99, "nbgrader": {"points": 99, "grade": True}}
        cell["id"] = f"new-{number}"
    return notebook


# %% answer="toy-mean-answer"
def mean_of(values):
    return 3.0


# %% answer="toy-plain-answer"
def double(number):
    return number
