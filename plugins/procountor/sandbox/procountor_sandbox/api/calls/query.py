"""Query parameters, read strictly: a value that does not fit is refused, an unknown name is ignored."""

import re
from collections.abc import Collection
from datetime import datetime

from procountor_sandbox.serving.refusals import RefusedError, bad_parameter
from procountor_sandbox.state.clock import HELSINKI
from procountor_sandbox.state.paging import Window
from procountor_sandbox.validation.shapes import day_of

INT32 = 2**31 - 1
MAX_SIZE = 200
MAX_IDS = 200
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)


class Query:
    """The parameters of one request."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = values

    def text(self, name: str, *, max_length: int = 10_000) -> str:
        """The text, empty when it is not there."""
        value = self._values.get(name, "")
        if len(value) > max_length:
            raise bad_parameter(name, f"at most {max_length} characters")
        return value

    def whole(self, name: str) -> int | None:
        """A 32-bit whole number."""
        value = self._values.get(name)
        if value is None:
            return None
        if not re.fullmatch(r"-?\d{1,10}", value, re.ASCII) or not -INT32 - 1 <= int(value) <= INT32:
            raise bad_parameter(name, "a whole number of 32 bits is expected")
        return int(value)

    def flag(self, name: str) -> bool | None:
        """``true`` or ``false``."""
        value = self._values.get(name)
        if value is None:
            return None
        if value not in {"true", "false"}:
            raise bad_parameter(name, "true or false is expected")
        return value == "true"

    def choice(self, name: str, allowed: Collection[str]) -> str:
        """One of these words, empty when it is not there."""
        value = self._values.get(name)
        if value is None:
            return ""
        if value not in allowed:
            raise bad_parameter(name, f"one of {', '.join(sorted(allowed))} is expected")
        return value

    def choices(self, name: str, allowed: Collection[str]) -> frozenset[str]:
        """Several of these words, separated by commas; empty when it is not there."""
        value = self._values.get(name)
        if not value:
            return frozenset()
        words = frozenset(value.split(","))
        if not words <= frozenset(allowed):
            raise bad_parameter(name, f"each is one of {', '.join(sorted(allowed))}")
        return words

    def numbers(self, name: str) -> frozenset[int]:
        """Several whole numbers, at most 200, separated by commas."""
        value = self._values.get(name)
        if not value:
            return frozenset()
        parts = value.split(",")
        if len(parts) > MAX_IDS or not all(re.fullmatch(r"\d{1,18}", part, re.ASCII) for part in parts):
            raise bad_parameter(name, f"at most {MAX_IDS} ids are expected")
        return frozenset(map(int, parts))

    def day(self, name: str) -> str:
        """A calendar day in ISO form, empty when it is not there."""
        value = self._values.get(name)
        if value is None:
            return ""
        day = day_of(value)
        if day is None:
            raise bad_parameter(name, "a date such as 2026-04-15 is expected")
        return day.isoformat()

    def moment(self, name: str) -> str:
        """A time in Finnish wall time, empty when it is not there; a zone is converted."""
        value = self._values.get(name)
        if value is None:
            return ""
        try:
            if not _MOMENT.fullmatch(value.upper()):
                raise ValueError(value)  # noqa: TRY301 - both ways of being wrong are one refusal
            moment = datetime.fromisoformat(value.upper())
            if moment.tzinfo is not None:
                moment = moment.astimezone(HELSINKI).replace(tzinfo=None)
        except (ValueError, OverflowError):
            raise bad_parameter(name, "a time such as 2026-04-15T10:20:30 is expected") from None
        return moment.isoformat(timespec="seconds")

    def window(self, *, default_order: str = "DESC", paged: bool = True) -> Window:
        """size, page, previousId and orderById."""
        size = self.whole("size")
        page = self.whole("page") if paged else None
        if size is not None and not 1 <= size <= MAX_SIZE:
            raise bad_parameter("size", f"from 1 to {MAX_SIZE}")
        if page is not None and page < 0:
            raise bad_parameter("page", "0 or more")
        order = self.choice("orderById", ("ASC", "DESC")) or default_order
        return Window(size=size or 50, page=page or 0, previous=self.whole("previousId"), descending=order == "DESC")


def batch_ids(text: str, *, missing: RefusedError) -> list[int]:
    """Ids of a path, ascending and each once; raises RefusedError for more than 200, or when none is a number."""
    parts = text.split(",")
    if len(parts) > MAX_IDS:
        raise RefusedError(400, ("", f"At most {MAX_IDS} ids can be given in one request."))
    ids = sorted({int(part) for part in parts if re.fullmatch(r"\d{1,18}", part.strip(), re.ASCII)})
    if not ids:
        raise missing
    return ids
