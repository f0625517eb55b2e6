"""What goes in and out of the REST API; unknown fields are refused."""
