"""Does the command line count small products in one thread, unless it is told otherwise?"""

import os
import subprocess
import sys

import pytest

ASKED = "import os, firsthand.cli; print(os.environ['OPENBLAS_NUM_THREADS'], end='')"


@pytest.mark.parametrize(("told", "used"), [(None, "1"), ("3", "3")])
def test_products_are_counted_in_one_thread_unless_told_otherwise(
    told: str | None, used: str
) -> None:
    known = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    told_of = known if told is None else {**known, "OPENBLAS_NUM_THREADS": told}
    done = subprocess.run(
        [sys.executable, "-c", ASKED], env=told_of, capture_output=True, text=True, check=True
    )
    assert done.stdout == used
    early = "import sys, firsthand; print('numpy' in sys.modules, end='')"
    done = subprocess.run(
        [sys.executable, "-c", early], env=told_of, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False"  # it would have started its threads already
