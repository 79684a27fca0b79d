import nbformat
import pytest

from autograder.authoring.run import StoppedError, run_notebook


def notebook(*sources):
    cells = [nbformat.v4.new_code_cell(s, id=f"cell-{i}") for i, s in enumerate(sources)]
    return nbformat.v4.new_notebook(cells=cells)


def test_cells_run_in_order_in_the_folder_given_and_the_original_stays(tmp_path):
    (tmp_path / "data.txt").write_text("41", encoding="utf-8")
    given = notebook("x = int(open('data.txt').read())", "print(x + 1)")
    executed = run_notebook(given, tmp_path)
    assert executed.cells[1].outputs[0].text == "42\n"
    assert given.cells[1].outputs == []
    assert [p.name for p in tmp_path.iterdir()] == ["data.txt"]


def test_the_learners_own_memory_is_out_of_reach(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    executed = run_notebook(notebook("import os; print(os.environ['XDG_STATE_HOME'])"))
    assert executed.cells[0].outputs[0].text.strip() != str(tmp_path)


def test_a_cell_that_fails_is_named_with_its_error():
    with pytest.raises(StoppedError, match="cell-1 stops: ZeroDivisionError"):
        run_notebook(notebook("x = 0", "1 / x", "x = 1"))


def test_cells_have_no_network():
    with pytest.raises(StoppedError, match="without the network"):
        run_notebook(
            notebook("from urllib.request import urlopen", "urlopen('http://127.0.0.1:9')")
        )
    executed = run_notebook(notebook("sorted(n for n in dir() if n in ('socket', 'refuse'))"))
    assert executed.cells[0].outputs[0].data["text/plain"] == "[]"
