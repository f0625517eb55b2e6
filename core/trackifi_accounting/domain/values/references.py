"""Identifiers, each of its own type, so that one can never stand where another is meant."""

from typing import NewType

CompanyId = NewType("CompanyId", str)
"""A company (tenant) of Trackifi; Trackifi's own id."""

PartyId = NewType("PartyId", str)
"""A customer or a freelancer of one company; Trackifi's own id, unique within company and kind."""

InvoiceId = NewType("InvoiceId", str)
"""An invoice of one company; Trackifi's own id, unique within company and kind."""

InvoiceNumber = NewType("InvoiceNumber", str)
"""The number people read on the invoice: the company's own, or the freelancer's own. Opaque text, compared as
``domain.numbers`` makes it."""

ProviderName = NewType("ProviderName", str)
"""The name a provider plugin is registered under."""

RemoteCompanyId = NewType("RemoteCompanyId", str)
"""The environment at the provider that a key opens."""

RemoteUserId = NewType("RemoteUserId", str)
"""The user at the provider whose key it is."""

PartnerId = NewType("PartnerId", str)
"""A business partner at the provider; unique only inside one remote company."""

ProductId = NewType("ProductId", str)
"""A product at the provider; unique only inside one remote company."""

RemoteInvoiceId = NewType("RemoteInvoiceId", str)
"""An invoice at the provider; unique only inside one remote company."""

BatchId = NewType("BatchId", str)
"""A batch of invoices that were asked to be sent together; unique within company and provider."""

Digest = NewType("Digest", str)
"""SHA-256 of some bytes, 64 lower-case hexadecimal digits."""

Actor = NewType("Actor", str)
"""Who did it: a person's or a program's name for the audit trail, never a secret."""

SYSTEM = Actor("system")
"""The actor of work that no person started."""
