"""What every operation shares: access, errors, headers, language of the answer."""
