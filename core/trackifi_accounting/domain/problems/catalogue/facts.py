"""Facts in the reader's language: what a problem states in the program's words becomes words for people."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from trackifi_accounting.domain.problems.catalogue.characters import in_signs
from trackifi_accounting.domain.problems.catalogue.labels import label_of
from trackifi_accounting.domain.problems.catalogue.number_formats import written
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.makers import in_words as maker_in_words
from trackifi_accounting.domain.values.territory_table import TERRITORIES

_SIDES: Final[Mapping[str, tuple[str, str]]] = {
    "host": ("Trackifi", "Trackifi"),
    "number": ("the VAT number", "ALV-numero"),
    "register": ("the business partner", "liikekumppani"),
}
_TERRITORIES: Final[Mapping[str, tuple[str, str]]] = {one.code: (one.name_en, one.name_fi) for one in TERRITORIES}

_TERMS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "status": {
        "draft": ("a draft", "luonnos"),
        "finalized": ("finalized", "viimeistelty"),
        "created": ("created", "luotu"),
        "sent": ("sent, not yet approved", "lähetetty, ei vielä hyväksytty"),
        "approved": ("approved", "hyväksytty"),
        "paid": ("paid", "maksettu"),
        "denied": ("denied", "hylätty"),
    },
    "rights": {
        "read_company": ("read company information", "yritystietojen luku"),
        "read_customers": ("read customers", "asiakkaiden luku"),
        "read_suppliers": ("read suppliers", "toimittajien luku"),
        "read_products": ("read products", "tuotteiden luku"),
        "create_customer_invoices": ("create sales invoices", "myyntilaskujen luonti"),
        "find_customer_invoices": ("view sales invoices", "myyntilaskujen katselu"),
        "create_freelancer_invoices": ("create purchase invoices", "ostolaskujen luonti"),
        "find_freelancer_invoices": ("view purchase invoices", "ostolaskujen katselu"),
    },
    "kinds": {
        "customer": ("sales invoices", "myyntilaskut"),
        "freelancer": ("purchase invoices", "ostolaskut"),
    },
    "side": _SIDES,
    "other_side": _SIDES,
    "country": _TERRITORIES,
    "other_country": _TERRITORIES,
    "written": {
        "NO_UNIT": ("no unit", "ei yksikköä"),
        "PIECE": ("piece", "kappale"),
    },
    "reason": {
        "empty": ("it is empty", "se on tyhjä"),
        "too_short": ("it is too short", "se on liian lyhyt"),
        "too_long": ("it is too long", "se on liian pitkä"),
        "characters": ("it has characters that no key has", "siinä on merkkejä, joita avaimissa ei ole"),
    },
}

_SIGNS: Final = frozenset({"changes", "characters"})


def in_words(problem: Problem, *, language: str) -> Problem:
    """The problem with its field and its known facts in en or fi; comma-separated facts word by word, others kept.

    Numbers and days are written as the language does.

    The field's label is given as the fact ``field``; ``problem.field`` stays the path.
    """
    facts = {
        name: written(
            name, _fact(name, value, field=problem.field, language=language), field=problem.field, language=language
        )
        for name, value in _named(problem.facts).items()
    }
    if problem.field is not None:
        facts["field"] = label_of(problem.field, language=language)
    return replace(problem, facts=facts)


def _named(facts: Mapping[str, str]) -> Mapping[str, str]:
    """The two sides' ids by the names beside them, where they are known."""
    return {name: facts.get(f"{name}_name", value) for name, value in facts.items()}


def _fact(name: str, value: str, *, field: str | None, language: str) -> str:
    if name == "by" or (field == "creator" and name in {"ours", "theirs"}):
        return maker_in_words(value, language=language)
    parts = [part.strip() for part in value.split(",")]
    if name in {"missing", "fields", "parts"}:
        return ", ".join(label_of(part, language=language) for part in parts)
    if name in _SIGNS:
        return in_signs(value, language=language)
    terms = _TERMS.get(name, {})
    if not all(part in terms for part in parts):
        return value
    return ", ".join(terms[part][language == "fi"] for part in parts)
