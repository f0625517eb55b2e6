"""Problems as they go out."""

from collections.abc import Sequence
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict
from trackifi_accounting.domain.problems.problems import Place, Who

from trackifi_accounting_adapters.web.problems.explaining import ToldProblem

MEDIA_TYPE = "application/problem+json"
ADDRESS = "/v1/problems/"
_WORDS = {
    "happened": "This key opens Esimerkki Kakkonen Oy; the integration belongs to Esimerkki Ykkönen Oy.",
    "did": "Nothing was changed; an earlier key stays in use.",
    "todo": "Create the key in the right company and enter it.",
}
EXAMPLE: Final[JsonDict] = {
    "type": "/v1/problems/key_of_other_company",
    "title": "Key of other company",
    "status": 409,
    "detail": " ".join(_WORDS.values()),
    "code": "key_of_other_company",
    "field": None,
    **_WORDS,
    "who": "administrator",
    "place": "key",
    "retry_helps": False,
    "reasons": [],
}


class ProblemOut(BaseModel):
    """What stands in the way: a code for programs, words for people in the language asked for."""

    model_config = ConfigDict(from_attributes=True, frozen=True, title="ProblemInWords")

    code: Annotated[str, Field(description="The exact cause; it stays the same in later versions.")]
    field: Annotated[str | None, Field(description="The part of the record, such as `lines[2].comment`.")]
    happened: str
    did: Annotated[str, Field(description="What was done about it.")]
    todo: Annotated[str, Field(description="What to do now.")]
    who: Annotated[Who, Field(description="Who has to do it.")]
    place: Annotated[Place, Field(description="Where it is done.")]
    retry_helps: Annotated[bool, Field(description="Whether the same request may succeed later.")]


class Headline(BaseModel):
    """The members that RFC 9457 names."""

    type: Annotated[str, Field(description="Address of the cause's description.")]
    title: Annotated[str, Field(description="The code in words, the same in every case and language.")]
    status: int
    detail: Annotated[str, Field(description="`happened`, `did` and `todo` in one.")]


class ProblemBody(ProblemOut, Headline):
    """An error, as RFC 9457 has it, with the words in parts, too."""

    model_config = ConfigDict(title="Problem", json_schema_extra={"examples": [EXAMPLE]})

    reasons: Annotated[list[ProblemOut], Field(description="The same for each field that is concerned.")]

    @classmethod
    def made_of(cls, told: ToldProblem, *, status: int, reasons: Sequence[ToldProblem]) -> Self:
        """Make the body of an answer."""
        return cls(
            **ProblemOut.model_validate(told).model_dump(),
            type=ADDRESS + told.code,
            title=told.code.replace("_", " ").capitalize(),
            status=status,
            detail=" ".join(part for part in (told.happened, told.did, told.todo) if part),
            reasons=[ProblemOut.model_validate(one) for one in reasons],
        )
