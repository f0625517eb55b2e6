"""Questions that are asked all the time: made once, since making one takes longer than answering it."""

from typing import Any, Final

from sqlalchemy import Select, bindparam, select

from trackifi_accounting_adapters.database.sql.statements import table_of

SOME: Final = "some"
"""The parameter with the values of the column that is given as ``among``."""


def prepared(row: type[Any], *columns: str, where: tuple[str, ...], among: str | None = None) -> Select[Any]:
    """Columns of the rows where each of ``where`` equals the parameter ``its_`` and its name."""
    table = table_of(row)
    query = select(*(table.c[name] for name in columns))
    query = query.where(*(table.c[name] == bindparam(f"its_{name}") for name in where))
    return query if among is None else query.where(table.c[among].in_(bindparam(SOME, expanding=True)))


def values_of(company: str, **key: str | None) -> dict[str, Any]:
    """The parameters of such a question of one company."""
    return {"its_company_id": company, **{f"its_{name}": value for name, value in key.items()}}
