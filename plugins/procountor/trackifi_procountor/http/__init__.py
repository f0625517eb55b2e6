"""The wire: requests, answers, and what may leave."""
