"""Units: UN/ECE Recommendation 20 codes and everyday words, as Procountor names them (API 26.04, ProductUnit)."""

from collections.abc import Mapping
from typing import Final

_UNITS: Final = """
AMPERE amp
AMPERE_HOUR amh
AMPERE_MINUTE n95
BAG bg bag pussi
BAR
BOTTLE bo bottle pullo
BOX bx box laatikko ltk rasia
CAN ca can purkki
CENTILITRE clt cl
CM cmt cm
CUBIC_METER mtq m3 m³ kuutio
CUP cu cup
DAY day days d pv pvä päivä päivää workday
DECILITRE dlt dl
DOZEN dzn dozen tusina
DOZEN_PACK dzp
EIGHT_PACK p8
EXAJOULE a68
FIVE_PACK p5
FOOT fot ft
FOUR_PACK p4
FULL_DAY
GALLON_UK gli
GALLON_US gll
GIGABIT b68
GIGABYTE e34 gb
GIGAJOULE gv
GIGAWATT a90
GIGAWATT_HOUR gwh
GRAM grm g
GRAM_PER_CUBIC_METRE a93
GRAM_PER_SQUARE_METRE gm
HECTARE har ha
HOUR hur h hr hrs hour hours t tunti tuntia tim timme
HUNDRED cen
INCH inh in
JAR jr
JOULE jou
JOULE_PER_SECOND p14
KILOAMPERE_HOUR tah
KILOBIT c37
KILOBYTE 2p kb
KILOGRAM kgm kg
KILOGRAM_PER_CUBIC_METRE kmq
KILOGRAM_PER_SQUARE_METRE 28
KILOJOULE kjo
KILOMETER kmt km kilometer kilometers kilometre kilometres kilometri kilometriä
KILOPASCAL kpa
KILOVOLT kvt
KILOWATT kwt kw
KILOWATT_HOUR kwh
LINEAR_METER lm jm
LITER ltr l litra liter litre
LOT lo lot erä
MEGABIT d36
MEGABYTE 4l mb
MEGAWATT_HOUR mwh
METER mtr m meter metre metri metriä
MILE smi mile miles
MILLIAMPERE_HOUR e09
MILLIGRAM mgm mg
MILLIGRAM_PER_CUBIC_METRE gp
MILLIJOULE c15
MILLILITRE mlt ml
MILLIMETER mmt mm
MILLIVOLT 2z
MILLIWATT c31
MINUTE min minute minutes minuutti minuuttia
MONTH mon mo month months kk kuukausi kuukautta mån månad
NINE_PACK p9
NO_UNIT none fixed lump_sum lumpsum urakka
NUMBER_OF_WORDS d68 word words sana sanaa
OUNCE onz oz
PAGE zp page pages sivu sivua
PAIR pr pair pairs pari paria
PALLET pf pallet lava
PARCEL pa parcel paketti pkt
PASCAL pal
PERSON ie person persons people hlö henkilö
PETAJOULE c68
PIECE c62 h87 ea pce nar piece pieces pc pcs unit units st kpl kappale kappaletta
PINT_UK pti
PINT_US ptl
PLATE pg
POUND lbr lb
ROLL ro roll rulla rll
SACK sa sack säkki
SALE_UNIT
SECOND sec s second seconds sekunti
SERIES series sarja
SET set setti
SEVEN_PACK p7
SIX_PACK p6
SQUARE_CENTIMETRE cmk cm2 cm²
SQUARE_METER mtk m2 m² neliö
STONE_UK sti
TEN_PACK tp
TERABIT e83
TERAJOULE d30
TERAWATT d31
TERAWATT_HOUR d32
THREE_PACK p3
TON tne ton tonne tonni tn
TUBE tu tube putki
TWO_PACK p2
WATT wtt w
WATT_HOUR whr wh
WEEK wee wk week weeks vko viikko viikkoa
WRAP
YARD yrd yd
YEAR ann year years yr vuosi vuotta v
"""

UNITS: Final[Mapping[str, str]] = {
    word: line.split()[0] for line in _UNITS.splitlines() for word in (line.casefold().split())
}
"""Procountor's unit of each word, small letters; its own names, small too, stand for themselves."""


def procountor_unit(unit: str) -> str | None:
    """Procountor's unit, or None when there is none for that word; "no unit at all" is the empty text."""
    return UNITS.get(unit.strip().rstrip(".").casefold()) if unit.strip() else "NO_UNIT"
