"""Where a country's code or a postcode leads, by a table written from the law and not from the code."""

import pytest
from trackifi_accounting.domain.values.territories import EU, country_code, territory_of
from trackifi_accounting.domain.values.territory_table import TERRITORIES

# Country on the address, postcode, VAT number; and whose rules hold for goods and for services ("-" is outside).
LAW = """
FI 00100 - : FI FI
FI 22100 - : - FI
AX 22100 - : - FI
AX - FI91000347 : - FI
FI FI-22710 - : - FI
FI 23100 - : FI FI
SE 22100 - : SE SE
EL - - : GR GR
GR 10431 - : GR GR
GR 63086 - : - -
XI BT1_1AA - : XI -
GB BT1_1AA - : XI -
GB SW1A_1AA XI999990021 : XI -
GB B1_1BT - : - -
UK - - : - -
IM IM1_1AA - : - -
MC 98000 - : FR FR
FR 98000 - : FR FR
FR 75001 - : FR FR
FR 97110 - : - -
FR 97300 - : - -
FR 97600 - : - -
FR 98714 - : - -
GP 97110 - : - -
ES 28001 - : ES ES
ES 35001 - : - -
ES 38900 - : - -
ES 51001 - : - -
ES 52006 - : - -
ES 53000 - : ES ES
IT 23041 - : - -
IT 23040 - : IT IT
IT 22061 - : - -
DE 27498 - : - -
DE 78266 - : - -
DE D-78266 - : - -
DE 78265 - : DE DE
CY 1010 - : CY CY
CY 99300 - : - -
DK 3900 - : - -
DK 2100 - : DK DK
PT 9000-001 - : PT PT
GG GY1_1AA - : - -
JE JE2_3AA - : - -
GI - - : - -
FO 100 - : - -
SM 47890 - : - -
VA 00120 - : - -
AD AD500 - : - -
LI 9490 - : - -
NO 0150 - : - -
CH 8238 - : - -
US 35001 - : - -
"""


@pytest.mark.parametrize("row", LAW.strip().splitlines())
def test_a_territory_has_the_rules_that_the_law_gives_it(row):
    asked, right = ([None if one == "-" else one for one in part.split()] for part in row.split(" : "))
    country, postcode, number = asked
    found = territory_of(country, postcode=postcode and postcode.replace("_", " "), vat_number=number)
    assert [found.goods, found.services] == right


def test_nobody_is_nowhere():
    assert territory_of(None) is None
    assert territory_of(" ") is None
    assert country_code("el") == "GR"


def test_there_are_27_member_states():
    assert len(EU) == 27


@pytest.mark.parametrize("one", TERRITORIES, ids=lambda one: one.code)
def test_each_territory_has_a_source_and_a_name_in_both_languages(one):
    assert one.source
    assert one.name_en
    assert one.name_fi
    assert one.goods in {None, "XI", *EU}
    assert one.services in {None, *EU}
    assert all(len(letters) == 2 for letters in one.letters)
