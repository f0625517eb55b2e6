"""Business partners, customers and freelancers: operations and pages."""
