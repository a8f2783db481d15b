"""When, according to a report? Time expressions found, composed and resolved."""

from firsthand.analyse.times.find import anchor_of, find_times, resolve_times
from firsthand.analyse.times.limits import find_stretches

__all__ = ["anchor_of", "find_stretches", "find_times", "resolve_times"]
