"""The core's whole catalogue."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.addresses import ADDRESSES
from trackifi_accounting.domain.problems.catalogue.batches import BATCHES
from trackifi_accounting.domain.problems.catalogue.configuration import CONFIGURATION
from trackifi_accounting.domain.problems.catalogue.corrections import CORRECTIONS
from trackifi_accounting.domain.problems.catalogue.credits import CREDITS
from trackifi_accounting.domain.problems.catalogue.dates import DATES
from trackifi_accounting.domain.problems.catalogue.documents import DOCUMENTS
from trackifi_accounting.domain.problems.catalogue.edits import EDITED
from trackifi_accounting.domain.problems.catalogue.identity import IDENTITY
from trackifi_accounting.domain.problems.catalogue.links import LINKS
from trackifi_accounting.domain.problems.catalogue.payments import PAYMENTS
from trackifi_accounting.domain.problems.catalogue.questions import QUESTIONS
from trackifi_accounting.domain.problems.catalogue.records import RECORDS
from trackifi_accounting.domain.problems.catalogue.sweeps import SWEEPS
from trackifi_accounting.domain.problems.catalogue.taxes import TAXES
from trackifi_accounting.domain.problems.catalogue.temporary import TEMPORARY
from trackifi_accounting.domain.problems.catalogue.texts import TEXTS
from trackifi_accounting.domain.problems.catalogue.warnings import WARNINGS
from trackifi_accounting.domain.problems.problems import Entry

FIELDS: Final[tuple[Entry, ...]] = (*TEXTS, *DATES, *TAXES, *CREDITS, *ADDRESSES, *PAYMENTS)
"""Causes that always name a field."""

CORE: Final[tuple[Entry, ...]] = (
    *CONFIGURATION,
    *TEMPORARY,
    *LINKS,
    *RECORDS,
    *IDENTITY,
    *BATCHES,
    *QUESTIONS,
    *SWEEPS,
    *EDITED,
    *DOCUMENTS,
    *FIELDS,
    *WARNINGS,
    *CORRECTIONS,
)
"""Every entry of the core; a plugin adds its own, prefixed with its name."""
