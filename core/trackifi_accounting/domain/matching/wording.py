"""The sentences shown for each reason, in English and Finnish."""

from collections.abc import Mapping
from typing import Final, Literal

Language = Literal["en", "fi"]

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "same_business_id": ("Same business ID {business_id}.", "Sama Y-tunnus {business_id}."),
    "same_vat_number": ("Same VAT number {vat_number}.", "Sama ALV-numero {vat_number}."),
    "same_number_on_several": (
        "Same number {number} on {count} customers: choose the right one.",
        "Sama tunnus {number} {count} asiakkaalla: valitse oikea.",
    ),
    "same_number_other_holder": (
        "Same number {number}, another name; {other} has this name and another number: perhaps mixed up.",
        "Sama tunnus {number}, eri nimi; asiakkaalla {other} on tämä nimi ja eri tunnus: ehkä sekaannus.",
    ),
    "same_unchecked_number": (
        "Same number {number}; its check digit is not known here.",
        "Sama tunnus {number}; sen tarkistusmerkkiä ei tunneta täällä.",
    ),
    "same_address_other_name": (
        "Same address {address}, different name: renamed, or a shared address.",
        "Sama osoite {address}, eri nimi: nimi on vaihtunut tai osoite on yhteinen.",
    ),
    "same_customer_number": (
        "Same customer number {customer_number}, and the names agree.",
        "Sama asiakasnumero {customer_number}, ja nimet täsmäävät.",
    ),
    "same_einvoice_address": (
        "Same e-invoice address {einvoice_address}.",
        "Sama verkkolaskuosoite {einvoice_address}.",
    ),
    "same_name": ("Same name.", "Sama nimi."),
    "same_name_key": (
        "Same name apart from legal form, case or punctuation.",
        "Sama nimi lukuun ottamatta yhtiömuotoa, kirjainkokoa tai välimerkkejä.",
    ),
    "same_name_core": (
        "Same name; what is added ({extra}) is a department, a payee, a former name or initials.",
        "Sama nimi; lisäys ({extra}) on osasto, maksunsaaja, entinen nimi tai nimen alkukirjaimet.",
    ),
    "one_of_two_names": (
        "Same as one of two customers the row names; the other is {other}.",
        "Sama kuin toinen kahdesta rivillä mainitusta asiakkaasta; toinen on {other}.",
    ),
    "same_name_on_several": (
        "Same name on {count} customers: choose the right one.",
        "Sama nimi {count} asiakkaalla: valitse oikea.",
    ),
    "same_person_name": (
        "Same person's name; a name alone does not tell two people apart.",
        "Sama henkilön nimi; pelkkä nimi ei erota kahta henkilöä.",
    ),
    "other_letters": (
        "Same name, but some letters are written with and without dots or accents.",
        "Sama nimi, mutta osa kirjaimista on kirjoitettu ilman pisteitä tai tarkkeita.",
    ),
    "same_name_other_number": (
        "Same name, different numbers: {left_number} and {right_number}.",
        "Sama nimi, eri tunnukset: {left_number} ja {right_number}.",
    ),
    "same_name_other_city": (
        "Same name, different towns: {left_city} and {right_city}.",
        "Sama nimi, eri paikkakunnat: {left_city} ja {right_city}.",
    ),
    "same_narrow_name": (
        "Same name, written otherwise: one word and what stands in brackets may name several businesses.",
        "Sama nimi eri tavalla kirjoitettuna: yksi sana ja sulkeissa oleva lisä voi olla usean nimi.",
    ),
    "same_name_other_partner": (
        "Same name, but another business partner has it, too, and is another company: {other}.",
        "Sama nimi, mutta se on myös toisella liikekumppanilla, joka on eri yritys: {other}.",
    ),
    "same_name_other_customer": (
        "Same name, but another one here has it, too: {other}. Choose the right one.",
        "Sama nimi, mutta se on täällä myös toisella: {other}. Valitse oikea.",
    ),
    "same_short_name": (
        "Same name, but too short or too general to be sure.",
        "Sama nimi, mutta liian lyhyt tai yleinen varmaksi.",
    ),
    "same_name_other_addition": (
        "Same name, but {left_extra} is added to one and {right_extra} to the other.",
        "Sama nimi, mutta toisessa on lisäys {left_extra} ja toisessa {right_extra}.",
    ),
    "same_name_other_party": (
        "Same name, but an estate or a branch ({extra}) may be another payer.",
        "Sama nimi, mutta pesä tai sivuliike ({extra}) voi olla eri maksaja.",
    ),
    "other_division": (
        "Same letters and figures, but divided into words otherwise.",
        "Samat kirjaimet ja numerot, mutta sanat on jaettu toisin.",
    ),
    "other_order": (
        "Same two words in another order: perhaps a person's name.",
        "Samat kaksi sanaa eri järjestyksessä: ehkä henkilön nimi.",
    ),
    "other_legal_form": (
        "Same name, different legal form: {left_form} and {right_form}.",
        "Sama nimi, eri yhtiömuoto: {left_form} ja {right_form}.",
    ),
    "one_of_the_names": (
        "Same as one of the names in the row: {shared}.",
        "Sama kuin yksi rivin nimistä: {shared}.",
    ),
    "name_contains_name": (
        "One name contains the other; extra words: {extra}.",
        "Toinen nimi sisältyy toiseen; lisäsanat: {extra}.",
    ),
    "other_alphabet": (
        "Looks the same, but letters of another alphabet are in {word}.",
        "Näyttää samalta, mutta sanassa {word} on toisen aakkoston kirjaimia.",
    ),
    "similar_name": (
        "Similar names ({similarity} of 100): {differing}.",
        "Samankaltaiset nimet ({similarity}/100): {differing}.",
    ),
}

IGNORED: Final = ("Not used, wrong check digit: {ignored}.", "Ei käytetty, tarkistusmerkki on väärä: {ignored}.")

_LANGUAGES: Final[tuple[Language, Language]] = ("en", "fi")


def sentence(templates: tuple[str, str], facts: Mapping[str, str], language: Language) -> str:
    """The template in that language, filled."""
    return templates[_LANGUAGES.index(language)].format_map(facts)
