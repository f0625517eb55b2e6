"""The fence: asked by a plugin right before the bytes of a write leave."""

from typing import Protocol


class Fence(Protocol):
    """The last question before a write leaves: whether it still may.

    Call it once for each request, when the connection is made and the very next act is handing the first byte to the
    socket: not before connecting, not before a wait. Nothing may be waited for between its return and that act. When
    it raises, nothing may leave, and what it raised has to reach the caller of the port as it is.
    """

    def __call__(self) -> None:
        """Return when the write has to start now.

        Raises:
            NotActivated: the integration was disabled meanwhile.
            DeliveryInProgress: somebody else has moved the delivery on: this attempt no longer stands.
            TemporaryError: the permission has run out, the key was exchanged, the machine was held up, its clock is
                off, or the database was put back lately: it is tried anew, later.
        """
