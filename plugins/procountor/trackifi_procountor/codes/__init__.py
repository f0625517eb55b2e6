"""Procountor's codes: countries, currencies, units, statuses."""
