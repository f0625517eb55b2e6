"""Kinds of fields: texts, amounts as text, days."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

ID_PATTERN: Final = r"^[A-Za-z0-9][A-Za-z0-9._~-]{0,99}$"
"""Ids stand in addresses, so they are made of letters, digits and these."""
REMOTE_ID_PATTERN: Final = r"^[A-Za-z0-9][A-Za-z0-9._:~-]{0,99}$"
ONE_LINE: Final = r"^[^\u0000-\u001f\u007f]*$"
LINES: Final = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$"
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

Id = Annotated[str, Field(pattern=ID_PATTERN)]
RemoteId = Annotated[str, Field(pattern=REMOTE_ID_PATTERN)]
# As a person wrote or pasted it, with tabs and line breaks if so: a provider's plugin puts them right and says so.
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=LINES)]
Line = Annotated[str, Field(max_length=300, pattern=LINES)]
Text = Annotated[str, Field(max_length=5000, pattern=LINES)]
Code = Annotated[str, Field(max_length=60, pattern=LINES)]
Reference = Annotated[str, Field(max_length=70, pattern=LINES)]
"""What a buyer or a project is known by; providers take as much."""
Number = Annotated[str, Field(max_length=60, pattern=ONE_LINE)]
"""What an invoice is known by: no sign of it is ever replaced."""
Country = Annotated[str, Field(pattern="^([A-Z]{2}| *)$", description="ISO 3166-1 alpha-2; blank when there is none")]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$", description="ISO 4217")]
LanguageCode = Annotated[str, Field(pattern="^[a-z]{2}$", description="ISO 639-1")]


class Incoming(BaseModel):
    """A body that comes in."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Outgoing(BaseModel):
    """A body that goes out, made from a domain value."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


def _amount(pattern: str) -> Any:
    compiled = re.compile(pattern.removeprefix("^").removesuffix("$"), re.ASCII)

    def read(value: object) -> object:
        if isinstance(value, Decimal) or (isinstance(value, str) and compiled.fullmatch(value)):
            return value
        raise PydanticCustomError("field_not_amount", "not an amount as text")

    schema = {"type": "string", "pattern": pattern, "examples": ["12.50"]}
    return Annotated[Decimal, BeforeValidator(read), WithJsonSchema(schema, mode="validation")]


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # such as the 30th of February
    raise PydanticCustomError("field_not_date", "not a date")


Money = _amount(r"^-?[0-9]{1,13}(\.[0-9]{1,4})?$")
Quantity = _amount(r"^-?[0-9]{1,13}(\.[0-9]{1,12})?$")
Discount = _amount(r"^-?[0-9]{1,3}(\.[0-9]{1,12})?$")
Percent = _amount(r"^[0-9]{1,3}(\.[0-9]{1,4})?$")
Day = Annotated[date, BeforeValidator(_day)]
