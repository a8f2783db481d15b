"""What is one measured figure, and how does it stand to its floor and to the best peer?"""

from dataclasses import dataclass, replace

TOLERANCE = 0.0005
"""Half the last digit shown: a value this little below its floor is the floor."""


@dataclass(frozen=True, slots=True)
class Row:
    """One metric of one part; `value` is None where the part could not be run."""

    part: str
    metric: str
    value: float | None
    floor: float | None = None
    peer: str = ""
    peer_value: float | None = None
    note: str = ""
    kept: bool = True
    """whether a floor is kept for it: not for figures that depend on the machine"""

    @property
    def key(self) -> str:
        """The name under which the floor is kept."""
        return f"{self.part}/{self.metric}"

    @property
    def failed(self) -> bool:
        """Whether the value is missing or under its floor."""
        if self.floor is None:
            return False
        return self.value is None or self.value < self.floor - TOLERANCE

    @property
    def status(self) -> str:
        """One word for the table."""
        if self.failed:
            return "BELOW" if self.value is not None else "MISSING"
        if self.value is None:
            return "not run"
        return "ok" if self.floor is not None else "no floor"

    def with_floor(self, floors: dict[str, float]) -> "Row":
        """Give the row its floor.

        Args:
            floors: key to floor.

        Returns:
            The row.
        """
        return replace(self, floor=floors.get(self.key))
