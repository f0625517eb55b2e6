"""The plugin: its hook and its declaration."""

from datetime import timedelta

from trackifi_accounting.plugins.hooks import hookimpl
from trackifi_accounting.plugins.offer import CredentialField, NaturalKey, ProviderPlugin, Search, Text

from trackifi_procountor.connection import Procountor
from trackifi_procountor.demo import SANDBOX
from trackifi_procountor.documents import LIMIT
from trackifi_procountor.errors.problems import PROBLEMS
from trackifi_procountor.guide import GUIDE
from trackifi_procountor.invoices.translate import UNMAPPED
from trackifi_procountor.session.api import NAME
from trackifi_procountor.settings import FIELDS
from trackifi_procountor.vault import FIELD


@hookimpl
def accounting_provider() -> ProviderPlugin:
    """Offer Procountor. It has no idempotency key: an invoice is safe because its own number can be looked up."""
    provider = Procountor()
    return ProviderPlugin(
        name=NAME,
        title="Procountor",
        fields=(CredentialField(name=FIELD, label=Text(en="API key", fi="API-avain")),),
        guide=GUIDE,
        problems=PROBLEMS,
        settings=FIELDS,
        creation=NaturalKey(fields=("number", "partner"), window=timedelta(minutes=15), searches=frozenset(Search)),
        document_limit=LIMIT,
        connect=provider.connect,
        vault=provider.vault,
        unmapped=UNMAPPED,
        sandbox=SANDBOX,
    )
