"""The delivery machine: from Ready to Sent with its PDF, and never twice."""
