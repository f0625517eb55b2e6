"""What a person may ask for with an invoice, and the rounds in which it is done."""
