"""Which edition of the API answers, and whether it still is what this plugin was made for."""

import re
from collections.abc import Iterator
from typing import Final

from pydantic import TypeAdapter
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.ports.limiter import Priority

from trackifi_procountor.errors import translate
from trackifi_procountor.examination.api_changes import EDITION, changes
from trackifi_procountor.http import strict_json
from trackifi_procountor.http.messages import AnswerGarbled
from trackifi_procountor.session.answers import AnswerPart
from trackifi_procountor.session.api import Api, parsed, reading

SHOWN: Final = 2
"""So many changes are named."""
_FORM: Final = re.compile(r"\d\d\.\d\d")


class VersionAnswer(AnswerPart):
    """GET /status; what the texts look like is not documented."""

    version: str | None = None
    procountor_version: str | None = None


_EDITION: Final = TypeAdapter(VersionAnswer)


def findings(api: Api) -> Iterator[Problem]:
    """Drift that matters here. A newer edition whose document fits is as good as the known one."""
    document = _document(api)
    if document is not None:
        if found := changes(document):
            facts = {"changes": "; ".join(found[:SHOWN]), "count": str(len(found))}
            yield Problem(code="procountor_contract_changed", facts=facts)
        return
    # Without the document only the edition's name is left, and only if it is one.
    if (edition := _edition(api)) and edition != EDITION:
        yield Problem(code="procountor_edition_other", facts={"edition": edition, "known": EDITION})


def _edition(api: Api) -> str | None:
    answer = api.get("/status", priority=Priority.INVOICE)
    told = parsed(_EDITION, answer, reading("/status"))
    return next((one for one in (told.version, told.procountor_version) if one and _FORM.fullmatch(one)), None)


def _document(api: Api) -> object | None:
    """The API's own description (PTS serves it at /api/openapi.json); None where it is not served or can't be read."""
    answer = api.look("/openapi.json", priority=Priority.INVOICE)
    if answer.status != translate.OK or "json" not in answer.content_type:
        return None
    try:
        document: object = strict_json.read(answer.body)
    except AnswerGarbled:
        return None
    return document
