"""An invoice's number as it is compared everywhere: letters that look alike to a reader are alike."""

import unicodedata
from functools import lru_cache

from trackifi_accounting.domain.values.references import InvoiceNumber


@lru_cache(maxsize=4096)
def normal(number: str) -> InvoiceNumber:
    """The number in NFC, without blanks at its edges, each run of blanks inside one plain space; case is kept.

    Whatever holds a number holds it so: a delivery, its key, an invoice here and one at the provider.
    """
    return InvoiceNumber(" ".join(unicodedata.normalize("NFC", number).split()))
