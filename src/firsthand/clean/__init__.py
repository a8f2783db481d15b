"""What is each line of a report, who published it, when, and in which language?"""

from firsthand.clean.label import label

__all__ = ["label"]
