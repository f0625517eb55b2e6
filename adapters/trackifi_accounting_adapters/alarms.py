"""What a sweep finds, told to whoever reads the logs: the code and the company, no number and no name."""

import logging

from trackifi_accounting.domain.problems import Problem
from trackifi_accounting.domain.references import CompanyId, ProviderName

from trackifi_accounting_adapters import logs


def alarm(company: CompanyId, provider: ProviderName, problem: Problem) -> None:
    """Log it once, when it is first found."""
    told = {"company": company, "provider": provider, "code": problem.code}
    logs.event("a sweep found something", level=logging.WARNING, **told)
