"""How far the imports of this process are, for whoever watches."""

from threading import Lock

from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.use_cases.scheduling.progress import Progress, Step


class Progresses:
    """The last step of each kind, by company and provider. Another process knows nothing of it: counts do then."""

    def __init__(self) -> None:
        self._steps: dict[tuple[CompanyId, ProviderName], dict[str, Step]] = {}
        self._turn = Lock()

    def watch(self, company: CompanyId, provider: ProviderName) -> Progress:
        """Begin anew; gives what the import tells its steps to."""

        def told(step: Step) -> None:
            with self._turn:
                self._steps.setdefault((company, provider), {})[step.what] = step

        self.end(company, provider)
        return told

    def of(self, company: CompanyId, provider: ProviderName) -> dict[str, Step]:
        """The steps so far; empty when nothing is going on here."""
        with self._turn:
            return dict(self._steps.get((company, provider), {}))

    def end(self, company: CompanyId, provider: ProviderName) -> None:
        """Forget them."""
        with self._turn:
            self._steps.pop((company, provider), None)
