"""How good the answers are: scores, floors and the best peer, in one table."""

import os

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Settings of the numeric libraries, read when these are first imported."""

for setting in THREADS:
    # On matrices as small as those of a story threads only wait for each other, and two adapters
    # at a time would stand in each other's way.
    os.environ.setdefault(setting, "1")
