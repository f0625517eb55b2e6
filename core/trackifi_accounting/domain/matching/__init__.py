"""Which business partner is which customer: suggestions with reasons, never decisions."""
