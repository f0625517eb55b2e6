"""Business partners, products, customers and freelancers, and the links between them."""
