"""Limits on calls: rate budget and circuit breaker."""
