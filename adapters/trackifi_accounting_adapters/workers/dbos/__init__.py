"""The engine on DBOS."""
