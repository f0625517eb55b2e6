"""Towns, so that "Åbo" is no other place than "Turku"."""

from typing import Final

from trackifi_accounting.domain.matching.names.text import folded, plain

# Municipalities with a Finnish and a Swedish name (Institute for the Languages of Finland, list of municipalities).
_PAIRS: Final = """
    helsinki/helsingfors espoo/esbo vantaa/vanda kauniainen/grankulla turku/åbo tampere/tammerfors oulu/uleåborg
    pori/björneborg rauma/raumo vaasa/vasa kokkola/karleby pietarsaari/jakobstad porvoo/borgå loviisa/lovisa
    lohja/lojo hanko/hangö raasepori/raseborg inkoo/ingå siuntio/sjundeå kirkkonummi/kyrkslätt sipoo/sibbo
    parainen/pargas kemiönsaari/kimitoön naantali/nådendal uusikaupunki/nystad mustasaari/korsholm
    närpiö/närpes kristiinankaupunki/kristinestad uusikaarlepyy/nykarleby kaskinen/kaskö maalahti/malax
    maarianhamina/mariehamn hämeenlinna/tavastehus lappeenranta/villmanstrand hamina/fredrikshamn
    savonlinna/nyslott kajaani/kajana tornio/torneå
"""
_SWEDISH: Final = {
    plain(swedish): plain(finnish) for finnish, _, swedish in (pair.partition("/") for pair in _PAIRS.split())
}


def other_city(left: str | None, right: str | None) -> bool:
    """Whether both are known and are two places."""
    if not left or not right:
        return False
    return left != right and _town(left) != _town(right)


def _town(text: str) -> str:
    name = plain(folded(text)).replace(" ", "")
    return _SWEDISH.get(name, name)
