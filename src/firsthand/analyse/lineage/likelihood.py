"""How likely is it that two texts whose sentences were aligned render one original?"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp, log, log1p

from firsthand.analyse.lineage.kinship import Kinship

FEATURES = ("most", "least", "aligned", "turned", "agreeing", "conflicting")
"""The names of the features in the order of `features_of`, as the weights name them."""

SOFT = 0.03
"""Keeps the log-odds of a share within bounds."""


def likelihood(kin: Kinship, *, across: bool = False) -> float:
    """Tell how likely two texts render one original.

    Logistic regression on how much of each is aligned, how many pairs of it stand in turned
    order, and on the numbers in it.

    Args:
        kin: the alignment of the two.
        across: whether they are in two languages.

    Returns:
        The chance, between 0 and 1.
    """
    weights = _weights()["across" if across else "within"]
    odds = weights["intercept"]
    for name, value in zip(FEATURES, features_of(kin), strict=True):
        odds += weights[name] * value
    return 1 / (1 + exp(-max(-20.0, min(20.0, odds))))


def features_of(kin: Kinship) -> tuple[float, ...]:
    """Measure an alignment.

    Args:
        kin: the alignment of two reports.

    Returns:
        Six measures in the order of `FEATURES`.
    """
    return (
        _log_odds(kin.most),
        _log_odds(kin.least),
        log(max(1, kin.aligned)),
        log1p((1 - kin.order) * kin.aligned * (kin.aligned - 1) / 2),
        log1p(kin.agreeing),
        log1p(kin.conflicting),
    )


def _log_odds(share: float) -> float:
    return log((share + SOFT) / (1 + SOFT - share))


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    with files("firsthand").joinpath("data", "kinship.toml").open("rb") as file:
        return tomllib.load(file)
