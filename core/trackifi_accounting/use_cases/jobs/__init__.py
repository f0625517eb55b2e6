"""What the workers do: which jobs are due, and what each of them is."""
