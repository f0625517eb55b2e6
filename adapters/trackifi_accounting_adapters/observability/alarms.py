"""What a sweep finds, told to whoever reads the logs: the code and the company, no number and no name."""

import logging

from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import CompanyId, ProviderName

from trackifi_accounting_adapters.logs import lines


def alarm(company: CompanyId, provider: ProviderName, problem: Problem) -> None:
    """Log it once, when it is first found."""
    told = {"company": company, "provider": provider, "code": problem.code}
    lines.event("a sweep found something", level=logging.WARNING, **told)
