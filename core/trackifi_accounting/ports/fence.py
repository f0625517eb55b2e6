"""The fence: asked by a plugin right before the bytes of a write leave."""

from typing import Protocol


class Fence(Protocol):
    """Whether a write may still leave. Waiting for the rate budget takes time, so it is asked after that wait."""

    def __call__(self) -> None:
        """Return when the write may start now.

        Raises:
            NotActivated: the integration was disabled meanwhile.
            ProviderUnavailable: the permission has run out, or the key was exchanged: it is tried anew, later.
        """
