"""From a pile of reports to a brief whose every line opens the words behind it."""

__version__ = "0.1.0"
