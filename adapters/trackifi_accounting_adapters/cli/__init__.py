"""The command line trackifi-accounting."""
