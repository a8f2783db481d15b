"""What happens when a program sends the same order twice?"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Annotated

from fastapi import Header, HTTPException, Request, Response  # noqa: TID253 - when a desk opens

Answer = tuple[int, tuple[tuple[str, str], ...], bytes]
"""Status, headers and body; what is sent on its way may change them."""

KEPT = 1_000
"""Answers that are remembered, the latest ones."""

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="names this order: sent again it is answered as before and not done again",
    ),
]


class Remembered:
    """Answers by the keys of the orders (after the IETF draft on the Idempotency-Key field)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[str, tuple[str, Answer | None]] = OrderedDict()

    def answer(self, key: str | None, order: str, do: Callable[[], Response]) -> Response:
        """Carry an order out once.

        Args:
            key: of the order; None carries it out.
            order: what is asked, written down.
            do: carries it out.

        Returns:
            Its answer, the one given before where it was carried out already.

        Raises:
            HTTPException: when the key names another order or one under way.
        """
        if key is None:
            return do()
        with self._lock:
            if key in self._known:
                known, answer = self._known[key]
                if known != order:
                    raise HTTPException(409, "that Idempotency-Key names another order")
                if answer is None:
                    raise HTTPException(409, "that order is being carried out")
                status, headers, body = answer
                return Response(body, status, dict(headers))
            self._known[key] = (order, None)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        try:
            response = do()
        except BaseException:
            with self._lock:
                self._known.pop(key, None)
            raise
        with self._lock:
            kept = tuple(
                (name, value)
                for name, value in response.headers.items()
                if name != "content-length"
            )
            self._known[key] = (order, (response.status_code, kept, bytes(response.body)))
        return response


def remembered(request: Request) -> Remembered:
    """Give what the application remembers.

    Args:
        request: that asks.

    Returns:
        The answers of earlier orders.
    """
    state = request.app.state
    if not hasattr(state, "remembered"):
        state.remembered = Remembered()
    found: Remembered = state.remembered
    return found
