"""Legal forms: which words of a name are one, and which of them mean the same."""

from collections.abc import Mapping
from typing import Final

# Anywhere in the name. A company that goes public or leaves the exchange keeps its identity: Oyj is Oy, plc is Ltd.
# Abp and rf exist in Finland only, so they are Oy and ry; Ab and Kb may be Swedish companies, so they agree with Oy and
# Ky only where a name carries both ("Oy Example Ab").
FINNISH: Final[Mapping[str, str]] = {
    "oy": "oy",
    "osakeyhtiö": "oy",
    "osakeyhtio": "oy",
    "aktiebolag": "ab",
    "aktiebolaget": "ab",
    "ab": "ab",
    "oyj": "oy",
    "abp": "oy",
    "ky": "ky",
    "kommandiittiyhtiö": "ky",
    "kommandiittiyhtio": "ky",
    "kb": "kb",
    "kommanditbolag": "kb",
    "ay": "ay",
    "osk": "osk",
    "osuuskunta": "osk",
    "andelslag": "osk",
    "anl": "osk",
    "tmi": "tmi",
    "toiminimi": "tmi",
    "ry": "ry",
    "rf": "ry",
}

# Only as the last words of a name: short words that mean something else in the middle.
FOREIGN: Final[Mapping[str, str]] = {
    "sr": "sr",
    "ltd": "ltd",
    "limited": "ltd",
    "cyf": "ltd",
    "plc": "ltd",
    "llp": "llp",
    "llc": "llc",
    "lp": "lp",
    "cic": "cic",
    "cio": "cio",
    "inc": "inc",
    "incorporated": "inc",
    "corp": "inc",
    "corporation": "inc",
    "gmbh": "gmbh",
    "mbh": "gmbh",
    "ag": "ag",
    "kg": "kg",
    "ohg": "ohg",
    "se": "se",
    "sa": "sa",
    "sas": "sas",
    "sarl": "sarl",
    "srl": "srl",
    "spa": "spa",
    "bv": "bv",
    "nv": "nv",
    "as": "as",
    "asa": "asa",
    "aps": "aps",
    "oü": "ou",
    "ou": "ou",
    "uab": "uab",
    "sia": "sia",
    "kft": "kft",
    "pty": "pty",
    "pte": "pte",
}

SOLE_TRADER: Final = "tmi"
# Associations and foundations are often called by less, or more, than their registered name.
ASSOCIATIONS: Final = frozenset({"ry", "sr", "cic", "cio"})


# A set takes more room than a name: those of one form, which nearly all names have, are shared.
_SETS: Final = {form: frozenset({form}) for form in (*FINNISH.values(), *FOREIGN.values())}


def without_forms(words: list[str]) -> tuple[list[str], frozenset[str]]:
    """The words that are not legal forms, and the forms found; no words are left of a name like "Toiminimi"."""
    forms = {FINNISH[word] for word in words if word in FINNISH}
    kept = [word for word in words if word not in FINNISH] if forms else words
    while len(kept) > 1 and kept[-1] in FOREIGN:
        forms.add(FOREIGN[kept[-1]])
        kept = kept[:-1]
    return kept, _SETS[forms.pop()] if len(forms) == 1 else frozenset(forms)


# A company has at most one of these, and none of them beside another form.
_APART: Final = frozenset({"ky", "ay", "osk", "tmi", "ry"})


def of_company(forms: frozenset[str]) -> bool:
    """Whether the forms say that this is a company's name as registered."""
    return bool(forms - ASSOCIATIONS)


def in_conflict(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both names state a legal form and none is the same, or one states a further kind; symmetric.

    A name without a form agrees with any. Where "Ky Example Oy" and "Example Oy" meet, "Ky" may be initials.
    """
    if left == right or not left or not right:
        return False
    return left.isdisjoint(right) or not (left ^ right).isdisjoint(_APART)
