"""Deliveries: the sending of an invoice, its states, and what proves them."""
