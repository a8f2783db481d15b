"""Does the tutorial notebook run from its first cell to its last?"""

import warnings
from pathlib import Path
from typing import Any

import nbformat
import pytest

NOTEBOOK = Path(__file__).parent.parent / "docs" / "tutorial" / "tables.ipynb"

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the kernel's libraries, about one another
    from nbclient import NotebookClient


@pytest.mark.filterwarnings("ignore")
def test_the_notebook_runs(tmp_path: Path) -> None:
    notebook: Any = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    assert not any(cell.get("outputs") for cell in notebook.cells), "clear the outputs"
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    ).execute()
    shown = [
        output["data"]["text/html"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if "text/html" in output.get("data", {})
    ]
    assert "independent sources" in shown[0]
    assert shown[1].count("<mark>") == 20
    assert sum("dataframe" in html for html in shown) >= 3
    printed = [
        output["text"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output["output_type"] == "stream" and output["name"] == "stdout"
    ]
    assert any("statements" in text for text in printed)
