"""What comes in: partners and products from the provider, companies and invoices from Trackifi."""
