"""Problems of links between business partners and customers or freelancers."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import NOTHING_SENT, Phrases, entry
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

_KEPT = ("The link is kept, but nothing is sent by it.", "Linkki säilyy, mutta sen kautta ei lähetetä mitään.")
_NOT_SAVED = ("This row was not saved.", "Tätä riviä ei tallennettu.")


def _link(code: str, *, en: Phrases, fi: Phrases) -> Entry:
    return entry(code, Who.ADMINISTRATOR, Place.PARTNERS, en=en, fi=fi)


LINKS: Final[tuple[Entry, ...]] = (
    _link(
        "partner_not_linked",
        en=(
            "{party} is not linked to a business partner.",
            NOTHING_SENT[0],
            "Choose the partner in the Business Partners tab, press Save, then send again.",
        ),
        fi=(
            "{party}: liikekumppania ei ole linkitetty.",
            NOTHING_SENT[1],
            "Valitse kumppani Liikekumppanit-välilehdellä, tallenna ja lähetä uudelleen.",
        ),
    ),
    _link(
        "link_partner_gone",
        en=(
            "{partner} is no longer in {provider}.",
            _KEPT[0],
            "Restore the partner there and press Sync Data, or link another one.",
        ),
        fi=(
            "{partner} on poistunut {provider}-ohjelmasta.",
            _KEPT[1],
            "Palauta kumppani ja valitse Synkronoi tiedot, tai linkitä toinen.",
        ),
    ),
    _link(
        "link_partner_inactive",
        en=(
            "{partner} is inactive in {provider}.",
            _KEPT[0],
            "Make the partner active there and press Sync Data, or link another one.",
        ),
        fi=(
            "{partner} ei ole aktiivinen {provider}-ohjelmassa.",
            _KEPT[1],
            "Aktivoi kumppani ja valitse Synkronoi tiedot, tai linkitä toinen.",
        ),
    ),
    _link(
        "link_partner_other_business_id",
        en=(
            "{partner} has another business ID in {provider} than when it was linked.",
            _KEPT[0],
            "Check the partner there, then save the link again or link another one.",
        ),
        fi=(
            "{partner}: Y-tunnus on {provider}-ohjelmassa toinen kuin linkitettäessä.",
            _KEPT[1],
            "Tarkista kumppani ja tallenna linkki uudelleen, tai linkitä toinen.",
        ),
    ),
    _link(
        "link_partner_renamed",
        en=(
            "{before} is now called {partner} in {provider}.",
            _KEPT[0],
            "If it is still the same business, save the link again; otherwise link another one.",
        ),
        fi=(
            "{before} on nyt {provider}-ohjelmassa nimeltään {partner}.",
            _KEPT[1],
            "Jos yritys on sama, tallenna linkki uudelleen; muuten linkitä toinen.",
        ),
    ),
    _link(
        "link_partner_retyped",
        en=(
            "{partner} stands in another register of {provider} than before.",
            _KEPT[0],
            "Move it back there and press Sync Data, or link another one.",
        ),
        fi=(
            "{partner} on siirtynyt {provider}-ohjelmassa toiseen rekisteriin.",
            _KEPT[1],
            "Siirrä se takaisin ja valitse Synkronoi tiedot, tai linkitä toinen.",
        ),
    ),
    _link(
        "link_chosen_twice",
        en=(
            "The same customer or freelancer is chosen on two rows.",
            _NOT_SAVED[0],
            "Keep the choice on the right row only, then press Save.",
        ),
        fi=(
            "Sama asiakas tai freelancer on valittu kahdella rivillä.",
            _NOT_SAVED[1],
            "Jätä valinta vain oikealle riville ja tallenna.",
        ),
    ),
    _link(
        "link_wrong_register",
        en=(
            "Customers are linked to customer partners, freelancers to suppliers; this pair mixes them.",
            _NOT_SAVED[0],
            "Choose from the other list, then press Save.",
        ),
        fi=(
            "Asiakas linkitetään asiakaskumppaniin ja freelancer toimittajaan; tässä ne sekoittuvat.",
            _NOT_SAVED[1],
            "Valitse toisesta luettelosta ja tallenna.",
        ),
    ),
    _link(
        "link_party_taken",
        en=(
            "This customer or freelancer is already linked to another business partner.",
            "This row was not saved; the earlier link stays.",
            "Remove the earlier link first, then press Save.",
        ),
        fi=(
            "Asiakas tai freelancer on jo linkitetty toiseen liikekumppaniin.",
            "Tätä riviä ei tallennettu; aiempi linkki säilyy.",
            "Poista ensin aiempi linkki ja tallenna sitten.",
        ),
    ),
)
