"""When, according to a report? Time expressions found, composed and resolved."""

from firsthand.analyse.times.find import anchor_of, find_times, resolve_times

__all__ = ["anchor_of", "find_times", "resolve_times"]
