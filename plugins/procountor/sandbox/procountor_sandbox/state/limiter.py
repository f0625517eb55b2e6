"""How many requests an API client may make in a second."""

from collections import deque


class Limiter:
    """A sliding second per API client, over all its companies."""

    def __init__(self) -> None:
        self._recent: dict[str, deque[float]] = {}

    def allows(self, client_id: str, *, now: float, per_second: int) -> bool:
        """Counts one request; False when the second is full. 0 means no limit."""
        if per_second <= 0:
            return True
        recent = self._recent.setdefault(client_id, deque())
        while recent and recent[0] <= now - 1:
            recent.popleft()
        if len(recent) >= per_second:
            return False
        recent.append(now)
        return True
