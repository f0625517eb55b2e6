"""Units: UN/ECE Recommendation 20 and 21 codes and everyday words, as Procountor names them (API 26.04, ProductUnit).

Codes of Recommendation 21 (packages) are met with the X in front that invoices write, and without.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_UNITS: Final = """
AMPERE amp
AMPERE_HOUR amh
AMPERE_MINUTE n95
BAG bg xbg bag bags pussi pussia påse påsar beutel
BAR
BOTTLE bo xbo bottle bottles pullo pulloa flaska flaskor flasche flaschen
BOX bx xbx ct xct cs xcs box boxes carton cartons laatikko laatikkoa ltk rasia rasiaa låda lådor karton kiste kisten
CAN ca xca can cans purkki purkkia prk burk burkar dose dosen
CENTILITRE clt cl
CM cmt cm
CUBIC_METER mtq m3 m³ kuutio
CUP cu xcu cup cups
DAY day days d e49 pv pvä päivä päivää vrk vuorokausi vuorokautta htp henkilötyöpäivä henkilötyöpäivää workday workdays
DAY manday mandays man-day man-days personday dag dagar arbetsdag arbetsdagar tag tage arbeitstag arbeitstage
DECILITRE dlt dl
DOZEN dzn dozen dozens tusina tusinaa dussin dutzend
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
HOUR hur lh h hr hrs hour hours t tunti tuntia htt henkilötyötunti henkilötyötuntia manhour manhours man-hour man-hours
HOUR tim timme timmar timmen std stunde stunden
HUNDRED cen
INCH inh in
JAR jr xjr jar jars
JOULE jou
JOULE_PER_SECOND p14
KILOAMPERE_HOUR tah
KILOBIT c37
KILOBYTE 2p kb
KILOGRAM kgm kg
KILOGRAM_PER_CUBIC_METRE kmq
KILOGRAM_PER_SQUARE_METRE 28
KILOJOULE kjo
KILOMETER kmt ktm km kilometer kilometers kilometre kilometres kilometri kilometriä
KILOPASCAL kpa
KILOVOLT kvt
KILOWATT kwt kw
KILOWATT_HOUR kwh
LINEAR_METER lm jm juoksumetri juoksumetriä löpmeter laufmeter lfm
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
MINUTE min minute minutes mins minuutti minuuttia minut minuter minuten
MONTH mon mo mth month months kk kuukausi kuukautta htk henkilötyökuukausi mån månad månader monat monate
NINE_PACK p9
NO_UNIT none fixed lump_sum lumpsum urakka pauschal pauschale
NUMBER_OF_WORDS d68 word words sana sanaa ord wort wörter
OUNCE onz oz
PAGE zp page pages sivu sivua sida sidor seite seiten
PAIR pr npr pair pairs pari paria par paar
PALLET pf px xpf xpx pallet pallets lava lavaa pall palette paletten
PARCEL pa xpa xpc pk xpk parcel parcels package packages packet paketti pakettia pakkaus pakkausta pkt paket pakete
PASCAL pal
PERSON ie person persons people hlö hlöä henkilö henkilöä personer personen
PETAJOULE c68
PIECE c62 h87 ea pce nar xpp pp piece pieces pc pcs unit units each item items kpl kappale kappaletta lkm
PIECE krt kerta kertaa st styck stycken stk stck stück gång gånger ggr mal
PINT_UK pti
PINT_US ptl
PLATE pg
POUND lbr lb
ROLL ro xro roll rolls rulla rullaa rll rulle rullar rolle rollen
SACK sa xsa sack sacks säkki säkkiä säck säckar
SALE_UNIT
SECOND sec s second seconds sekunti
SERIES series sarja
SET set sets setti settiä satz
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
TON tne ton tonne tonnes tonni tonnia tn
TUBE tu xtu tube tubes putki putkea
TWO_PACK p2
WATT wtt w
WATT_HOUR whr wh
WEEK wee wk week weeks vk vko viikko viikkoa vecka veckor woche wochen
WRAP
YARD yrd yd
YEAR ann year years yr yrs vuosi vuotta v htv henkilötyövuosi år jahr jahre
"""

UNITS: Final[Mapping[str, str]] = {
    word: line.split()[0] for line in _UNITS.splitlines() for word in (line.casefold().split())
}
"""Procountor's unit of each word, small letters; its own names, small too, stand for themselves."""


_THINGS: Final = """
e48 call calls copies copy job jobs käynti käyntiä käyttäjä käyttäjää användare benutzer istunto licence licences
licens license licenses lisenssi lisenssiä lizenz lizenzen order orders seat seats session sessions shift shifts
task tasks ticket tickets trip trips user users visit visits vuoro vuoroa
"""
_COUNTED: Final = frozenset(_THINGS.split())
"""Things that are counted, and that Procountor has no word for: pieces, of what the line's text must say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of Procountor's; not ``exact`` when the word means more than it says."""

    name: str
    exact: bool = True


def procountor_unit(unit: str) -> Unit:
    """Procountor's unit for the word; "no unit at all" is the empty text. What nobody knows has no unit."""
    word = unit.strip().rstrip(".").casefold()
    if not word:
        return Unit(name="NO_UNIT")
    if word in UNITS:
        return Unit(name=UNITS[word])
    return Unit(name="PIECE" if word in _COUNTED else "NO_UNIT", exact=False)
