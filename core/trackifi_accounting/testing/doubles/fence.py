"""Fences for tests of a plugin."""

from trackifi_accounting.errors import ProviderUnavailable


def open_fence() -> None:
    """Let every write leave."""


def closed_fence() -> None:
    """Let no write leave, as when the permission has run out."""
    raise ProviderUnavailable
