"""Questions, drift and read-back: operations and pages."""
