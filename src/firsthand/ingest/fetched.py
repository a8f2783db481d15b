"""What did a site answer when a page was fetched?"""

from dataclasses import dataclass
from email.message import Message


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as received."""

    asked: str
    """the address that was given"""
    address: str
    """the one that answered, after redirects"""
    hops: tuple[str, ...]
    """the addresses in between, the given one first"""
    when: str
    """ISO 8601, in UTC"""
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    """without the transfer's compression"""
    wire: bytes = b""
    """the body as sent, where it was compressed"""

    @property
    def charset(self) -> str:
        """The encoding that the site names for a text; empty where it names none."""
        message = Message()
        message["content-type"] = dict(self.headers).get("content-type", "")
        return message.get_content_charset("")

    @property
    def given(self) -> tuple[tuple[str, str], ...]:
        """What the fetching itself tells of the report."""
        return (("fetched-url", self.address), ("fetched", self.when))
