"""Common Finnish and Swedish given names, without accents: they tell a person's name from a company's."""

from typing import Final

_NAMES: Final = """
aada aaro aila aino airi aki aleksandra aleksi alexander anders anita anja anna anne anneli anni annika annikki
anssi antero anton antti antton ari arja armas arto arttu arvo asko aulis axel birgitta bjorn carl christian
christina daniel eemeli eero eeva eija eila eino elena eliisa elina elisa elisabeth ella elli elsa emil emilia
emma emmi enni eric erik erika erkki esko essi eveliina fanni filip fredrik gustav hanna hanne hannele hannes
hannu harri heidi heikki helena heli helmi henna henri henrik hilkka iida iiris ilkka ilmari ilona inka
irene irja irma isto jaakko jaana jani janina janne jari jarkko jarmo jasmin jenna jenni jenny jere jesse
joel johan johanna johannes joni jonna joona joonas jorma jouko jouni juha juhana juhani juho jukka julia jussi
juuso jyri jyrki kai kaija kaisa kalervo kalevi kalle kari karin karoliina katariina kati katja katri kauko kim
kimmo kirsi kirsti krista kristian kristiina kristina kyosti laila lari lars lasse lassi laura lauri lea leena
leevi leila leo liisa lotta maarit maija maiju manu mari maria marika marita maritta marja marjatta marjo marjut
markku marko markus martti matias mats matti mauri mervi mia mika mikael mikko milla minna mirja mirjami mirka
miro miska nea niilo niina niklas niko noora olavi oliver olli onni oskar oskari osmo otso otto outi paivi
pasi patrik paula pauli paulus pekka pentti per pertti perttu pertu peter petra petri petteri pia piia pirjo
pirkko raija raili raimo rainer rami rasmus rauno reijo reino riikka riina risto rita ritva robert roni roope
saara sakari salla sami samu samuel samuli sanna sanni santeri santtu sara sari satu sauli seija seppo silja
simo sini sinikka sirkka sirpa sisko sofia soile sonja stefan susanna susanne suvi taina taisto tanja tapani
tapio tarja taru tatu teemu teija tellervo teppo terhi terhikki tero tiia tiina tiinamaija timo toivo tomi tommi
toni topi tuija tuire tuomas tuomo tuovi tuukka tuula tuulia tuulikki tytti ulf ulla urho urpo vaino veera veijo
veikko veli vesa viivi vilho vilja ville vilma virpi yrjo
"""

GIVEN_NAMES: Final = frozenset(_NAMES.split())
