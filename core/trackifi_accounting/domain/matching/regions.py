"""Words that say which part of Finland an association or office is of: a region's own is not the whole country's."""

from typing import Final

# Regions and the ten largest towns (Statistics Finland, regional divisions 2025), as names of associations have them.
_WORDS: Final = """
    uusimaa uudenmaan varsinais satakunta satakunnan pirkanmaa pirkanmaan hame hameen kymenlaakso kymenlaakson
    karjala karjalan savo savon pohjanmaa pohjanmaan kainuu kainuun lappi lapin ahvenanmaa ahvenanmaan
    nyland nylands osterbotten osterbottens aboland abolands aland alands lappland lapplands
    helsinki helsingin espoo espoon tampere tampereen vantaa vantaan oulu oulun turku turun jyvaskyla jyvaskylan
    kuopio kuopion lahti lahden pori porin helsingfors esbo tammerfors vanda abo
"""
REGIONAL: Final = frozenset(_WORDS.split())
