"""What an invoice must fulfil before it is saved."""
