"""What every command and the demonstration share: output and signals."""
