"""Our side: activate with the first import, then a sync with nothing changed, through the container."""

import json
import resource
import sys
import time
from pathlib import Path

import httpx
from dependency_injector import providers
from trackifi_accounting.domain.partners.parties import Company
from trackifi_accounting.domain.values.references import Actor, CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.settings import Settings

from benchmarks.children import KEY

COMPANY, PROVIDER, BY = CompanyId("bench"), ProviderName("procountor"), Actor("bench")


def run(url: str, folder: str) -> dict[str, float]:
    settings = Settings(data_dir=Path(folder), requests_per_second=1e6, company_requests_per_second=1e6)
    container = Container(settings=settings)
    values = {"environment": "sandbox", "sandbox_url": url, "client_secret": "sandbox"}
    container.provider_settings.override(
        providers.Object({PROVIDER: {name: Secret(value) for name, value in values.items()}})
    )
    migrate(container.engine())
    container.hand_over().company(Company(id=COMPANY, name="Bench Koeyritys Oy"))
    _received(url)
    began = time.perf_counter()
    credentials = Credentials(values={"api_key": Secret(KEY)})
    activated = container.activate()(COMPANY, PROVIDER, credentials, by=BY)
    seconds = time.perf_counter() - began
    assert activated.imported is not None, activated.problem
    return {
        "seconds": seconds,
        "partners": activated.imported.read_partners,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "requests": _received(url),
        "unchanged": _unchanged(container, url),
    }


def _unchanged(container: Container, url: str) -> int:
    container.sync()(COMPANY, PROVIDER, by=BY)
    return _received(url)


def _received(url: str) -> int:
    """Ask the sandbox how many requests it got since it was last asked."""
    counts = httpx.get(f"{url}/sandbox/journal", params={"limit": 1}).json()["counts"]
    httpx.delete(f"{url}/sandbox/journal")
    return sum(counts.values())


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], sys.argv[2])))
