"""The table of territories whose VAT is not simply that of the country on their addresses, each with its source."""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A country or a part of one, as VAT law sees it.

    ``code`` is ISO 3166 where there is one, ``country`` the alpha-2 code on its addresses. ``goods`` and ``services``
    name the member state, or XI, whose VAT rules hold; None is outside the Union. ``letters`` are what VAT numbers of
    its businesses begin with. ``postcodes`` is a pattern for parts that share their country's code, else None.
    """

    code: str
    country: str
    name_en: str
    name_fi: str
    goods: str | None
    services: str | None
    letters: frozenset[str]
    source: str
    postcodes: str | None = field(default=None)

    @property
    def numbers_of(self) -> str:
        """The country by whose rules its businesses' ids and VAT numbers are written, ISO 3166 or XI."""
        return self.services or self.goods or self.country


def _outside(  # noqa: PLR0917 - a table's row
    code: str, country: str, name_en: str, name_fi: str, source: str, postcodes: str | None = None, letters: str = ""
) -> Territory:
    """A territory outside the Union for goods and services alike."""
    own = frozenset((letters or country).split())
    return Territory(
        code=code, country=country, name_en=name_en, name_fi=name_fi, goods=None, services=None, letters=own,
        source=source, postcodes=postcodes,
    )  # fmt: skip


def _split(
    code: str,
    name_en: str,
    name_fi: str,
    goods: str | None,
    services: str | None,
    *,
    letters: str,
    source: str,
    postcodes: str,
) -> Territory:
    """A territory where goods, services or both follow the rules of a state that its code does not name."""
    return Territory(
        code=code, country=code, name_en=name_en, name_fi=name_fi, goods=goods, services=services,
        letters=frozenset(letters.split()), source=source, postcodes=postcodes,
    )  # fmt: skip


_FRENCH: Final = "Directive 2006/112/EC art. 6(1)(c): territories of art. 349 and 355(1) TFEU"
_OVERSEAS: Final = "Art. 355(2) TFEU and annex II: overseas countries and territories"
_CHANNEL: Final = "Directive 2006/112/EC art. 6(1)(e)"
_NEITHER: Final = "Directive 2006/112/EC art. 5: no member state"

TERRITORIES: Final[tuple[Territory, ...]] = (
    _split("AX", "Åland", "Ahvenanmaa", None, "FI", letters="FI", postcodes="FI:22\\d{3}",
           source="Directive 2006/112/EC art. 6(1)(d); Finnish Act 1266/1996; vero.fi, Ahvenanmaan veroraja"),
    _split("XI", "Northern Ireland", "Pohjois-Irlanti", "XI", None, letters="XI GB", postcodes="GB:BT\\d.*",
           source="Protocol on Ireland/Northern Ireland art. 8, annex 3; Directive (EU) 2020/1756; vero.fi, Brexit"),
    _split("MC", "Monaco", "Monaco", "FR", "FR", letters="FR", postcodes="FR:980\\d{2}",
           source="Directive 2006/112/EC art. 7: as France"),
    _outside("IM", "IM", "the Isle of Man", "Mansaari", "Directive 2006/112/EC art. 7: as the United Kingdom",
             letters="GB"),
    _outside("ES-CN", "ES", "the Canary Islands", "Kanariansaaret", "Directive 2006/112/EC art. 6(1)(b)",
             "ES:(35|38)\\d{3}"),
    _outside("ES-CE", "ES", "Ceuta", "Ceuta", "Directive 2006/112/EC art. 6(2)(c)", "ES:51\\d{3}"),
    _outside("ES-ML", "ES", "Melilla", "Melilla", "Directive 2006/112/EC art. 6(2)(d)", "ES:52\\d{3}"),
    _outside("IT-LIV", "IT", "Livigno", "Livigno", "Directive 2006/112/EC art. 6(2)(e)", "IT:23041"),
    _outside("IT-CAM", "IT", "Campione d'Italia", "Campione d'Italia",
             "Directive 2006/112/EC art. 6(1)(f), by Directive (EU) 2019/475: in the customs union, not for VAT",
             "IT:22061"),
    _outside("DE-HEL", "DE", "Heligoland", "Helgoland", "Directive 2006/112/EC art. 6(2)(a)", "DE:27498"),
    _outside("DE-BUE", "DE", "Büsingen", "Büsingen", "Directive 2006/112/EC art. 6(2)(b)", "DE:78266"),
    _outside("GR-69", "GR", "Mount Athos", "Athosvuori", "Directive 2006/112/EC art. 6(1)(a)", "GR:63086",
             letters="EL"),
    _outside("CY-N", "CY", "northern Cyprus", "Pohjois-Kypros",
             "Act of Accession 2003, Protocol 10: Union law is suspended; the sovereign bases are as Cyprus by art. 7",
             "CY:99\\d{3}"),
    _outside("GP", "GP", "Guadeloupe", "Guadeloupe", _FRENCH, "FR:971\\d{2}", letters="FR"),
    _outside("MQ", "MQ", "Martinique", "Martinique", _FRENCH, "FR:972\\d{2}", letters="FR"),
    _outside("GF", "GF", "French Guiana", "Ranskan Guayana", _FRENCH, "FR:973\\d{2}", letters="FR"),
    _outside("RE", "RE", "Réunion", "Réunion", _FRENCH, "FR:974\\d{2}", letters="FR"),
    _outside("YT", "YT", "Mayotte", "Mayotte", _FRENCH, "FR:976\\d{2}", letters="FR"),
    _outside("MF", "MF", "Saint Martin", "Saint-Martin", _FRENCH, letters="FR"),
    _outside("PM", "PM", "Saint Pierre and Miquelon", "Saint-Pierre ja Miquelon", _OVERSEAS, "FR:975\\d{2}",
             letters="FR"),
    _outside("BL", "BL", "Saint Barthélemy", "Saint-Barthélemy", _OVERSEAS, letters="FR"),
    _outside("PF", "PF", "French Polynesia", "Ranskan Polynesia", _OVERSEAS, "FR:987\\d{2}", letters="FR"),
    _outside("NC", "NC", "New Caledonia", "Uusi-Kaledonia", _OVERSEAS, "FR:988\\d{2}", letters="FR"),
    _outside("WF", "WF", "Wallis and Futuna", "Wallis ja Futuna", _OVERSEAS, "FR:986\\d{2}", letters="FR"),
    _outside("GL", "GL", "Greenland", "Grönlanti", _OVERSEAS, "DK:39\\d{2}"),
    _outside("FO", "FO", "the Faroe Islands", "Färsaaret", "Art. 355(5)(a) TFEU"),
    _outside("GG", "GG", "Guernsey", "Guernsey", _CHANNEL, "GB:GY\\d.*"),
    _outside("JE", "JE", "Jersey", "Jersey", _CHANNEL, "GB:JE\\d.*"),
    _outside("GI", "GI", "Gibraltar", "Gibraltar", "Act of Accession 1972 art. 28: outside the VAT territory"),
    _outside("SM", "SM", "San Marino", "San Marino", _NEITHER),
    _outside("VA", "VA", "the Vatican", "Vatikaani", _NEITHER),
    _outside("AD", "AD", "Andorra", "Andorra", _NEITHER),
    _outside("LI", "LI", "Liechtenstein", "Liechtenstein", _NEITHER, letters="LI CH"),
)  # fmt: skip
"""Every territory that asks for a look; a country that is not here is a member state or outside as its code says."""
