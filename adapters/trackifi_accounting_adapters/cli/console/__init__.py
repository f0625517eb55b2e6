"""What every command shares: options, errors, the installation."""
