"""Business partners and products as Procountor tells them."""
