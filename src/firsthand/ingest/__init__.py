"""How do files of any kind become reports?"""

from firsthand.ingest.gather import expand, gather
from firsthand.ingest.limits import DEFAULT_LIMITS, Limits
from firsthand.ingest.reading import read_bytes

__all__ = ["DEFAULT_LIMITS", "Limits", "expand", "gather", "read_bytes"]
