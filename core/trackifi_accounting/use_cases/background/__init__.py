"""What workers do: jobs, and deliveries that are due."""
