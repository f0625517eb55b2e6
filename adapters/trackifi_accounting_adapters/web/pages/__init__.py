"""The pages that people see: integrations, business partners, invoices."""
