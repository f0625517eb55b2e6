"""The provider object: what lives between connections, and how one is opened."""

from trackifi_accounting.plugins.offer import Connection, ConnectRequest
from trackifi_accounting.ports.vault import CredentialVault

from trackifi_procountor.accounting import ProcountorAccounting
from trackifi_procountor.documents import ProcountorDocuments
from trackifi_procountor.session.api import Api
from trackifi_procountor.session.sessions import Sessions
from trackifi_procountor.settings import settings_from
from trackifi_procountor.vault import ProcountorVault


class Procountor:
    """The provider object, one for each loaded plugin.

    Tokens and sockets are shared by its connections and kept in memory only.
    """

    def __init__(self) -> None:
        self._sessions = Sessions()

    def connect(self, request: ConnectRequest) -> Connection:
        """Open a connection; no call is made yet, so a wrong key is found by the first one.

        Raises:
            SettingInvalid: the installation's settings can't be right.
        """
        session = self._sessions.of(request, settings_from(request.settings))
        api = Api(session=session, company=request.company, limiter=request.limiter, clock=request.clock)
        documents = ProcountorDocuments(api)
        return Connection(accounting=ProcountorAccounting(api, documents), documents=documents)

    def vault(self, built_in: CredentialVault) -> CredentialVault:
        """The built-in vault, with Procountor's own checks of a pasted key."""
        return ProcountorVault(built_in, forget=self._sessions.forget)
