"""Which business partner is which customer or freelancer: suggested, accepted, rejected, saved."""
