@tricky
Feature: VAT decisions
  Which VAT status a line gets, and when an invoice stops instead. Every row is one invoice, and what is right stands in the
  law: Directive 2006/112/EC art. 5-7 (what the EU is), 44 and 196 (services to businesses), 138 (goods to another EU
  country), 146 (export), 226 and 262 (whose VAT number); the Finnish VAT Act 8 c § (building); for Åland the Act 1266/1996;
  for Northern Ireland the Protocol's art. 8. S is taxed, Z zero-rated, E exempt, AE reverse charge of services (or, inside
  Finland, of building), K goods inside the EU, G goods over its border, O outside the scope of VAT. Which country counts
  is the address's in Trackifi, else the VAT number's letters', else the business partner's in Procountor.

  Scenario Outline: Sales that are booked
    Given the integration is active
    And the customer "Mallivaara Media Oy" in "<country>" at "<postcode>" with the VAT number "<VAT number>" is linked
    And a finalized invoice "1001" of 2026-02-28 with VAT "<category>" at "<rate>" % because of "<why>"
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Procountor books invoice "1001" as "<VAT status>" at "<rate>" %

    Examples: In Finland
      | category | rate | country | postcode | VAT number     | why                        | VAT status                      |
      | S        | 25.5 | FI      | 00100    |                |                            | Domestic                        |
      | S        | 13.5 | FI      | 00100    | FI91000347     |                            | Domestic                        |
      | S        | 10   | FI      | 00100    |                |                            | Domestic                        |
      | Z        | 0    | FI      | 00100    |                | Members' magazine          | Domestic                        |
      | E        | 0    | FI      | 00100    |                | Training, 39 §             | No VAT handling                 |
      | O        | 0    | FI      | 00100    |                | Compensation for damage    | No VAT handling                 |
      | AE       | 0    | FI      | 00100    | FI91000347     | Building, 8 c §            | Construction reverse VAT 25.5 % |

    Examples: Taxed or untaxed alike, wherever the buyer is
      | category | rate | country | postcode | VAT number     | why                        | VAT status                      |
      | S        | 25.5 | SE      | 11120    | SE999999999901 |                            | Domestic                        |
      | S        | 25.5 | SE      | 11120    | FI91000347     |                            | Domestic                        |
      | S        | 25.5 | US      | 10001    |                |                            | Domestic                        |
      | E        | 0    | SE      | 11120    | SE999999999901 | Training                   | No VAT handling                 |
      | O        | 0    | SE      | 11120    |                | Compensation for damage    | No VAT handling                 |
      | O        | 0    | US      | 10001    |                | Service used in the US     | No VAT handling                 |
      | Z        | 0    | SE      | 11120    |                | Members' magazine          | Domestic                        |

    Examples: Services to other EU countries
      | category | rate | country | postcode | VAT number     | why                        | VAT status                      |
      | AE       | 0    | SE      | 11120    | SE999999999901 | Bought by a business       | EU community sales (service)    |
      | AE       | 0    | EE      | 10111    | EE999999992    | Bought by a business       | EU community sales (service)    |
      | AE       | 0    | EE      | 10111    | 999999992      | Letters left out           | EU community sales (service)    |
      | AE       | 0    | DE      | 10115    | DE999999995    | Bought by a business       | EU community sales (service)    |
      | AE       | 0    | GR      | 10431    | EL999999993    | Greece's letters           | EU community sales (service)    |
      | AE       | 0    | GR      | 10431    | GR999999993    | Greece by its ISO code     | EU community sales (service)    |
      | AE       | 0    | EL      | 10431    | EL999999993    | Greece as VAT law writes it | EU community sales (service)   |
      | AE       | 0    | MC      | 98000    | FR42999999006  | Monaco is as France, art. 7 | EU community sales (service)   |
      | AE       | 0    | FR      | 98000    | FR42999999006  | Monaco by its postcode     | EU community sales (service)    |
      | AE       | 0    | CY      | 1010     | CY99999990H    | Bought by a business       | EU community sales (service)    |
      | AE       | 0    | IT      | 20121    | IT99999990155  | Bought by a business       | EU community sales (service)    |
      | AE       | 0    |         |          | EE999999992    | The number's letters count | EU community sales (service)    |

    Examples: Goods to other EU countries
      | category | rate | country | postcode | VAT number     | why                        | VAT status                      |
      | K        | 0    | SE      | 11120    | SE999999999901 | Goods to a business        | EU community sales (product)    |
      | K        | 0    | GR      | 10431    | EL999999993    | Goods to a business        | EU community sales (product)    |
      | K        | 0    | MC      | 98000    | FR42999999006  | Monaco is as France, art. 7 | EU community sales (product)   |
      | K        | 0    | XI      | BT1 1AA  | XI999990021    | Goods: as in the EU, art. 8 | EU community sales (product)   |
      | K        | 0    | GB      | BT1 1AA  | XI999990021    | Goods: as in the EU, art. 8 | EU community sales (product)   |
      | K        | 0    | GB      | SW1A 1AA | XI999990021    | The number tells it        | EU community sales (product)    |

    Examples: Services out of the EU; no number is needed
      | category | rate | country | postcode | VAT number     | why                        | VAT status                      |
      | AE       | 0    | NO      | 0150     | NO999999999MVA | Service to a business      | Outside of the EU               |
      | AE       | 0    | NO      | 0150     |                | Service to a business      | Outside of the EU               |
      | AE       | 0    | US      | 10001    |                | Service to a business      | Outside of the EU               |
      | AE       | 0    | GB      | SW1A 1AA | GB999990021    | Service to a business      | Outside of the EU               |
      | AE       | 0    | GB      | SW1A 1AA |                | Service to a business      | Outside of the EU               |
      | AE       | 0    | XI      | BT1 1AA  | XI999990021    | Services: not as in the EU | Outside of the EU               |
      | AE       | 0    | XI      | BT1 1AA  |                | Services: not as in the EU | Outside of the EU               |
      | AE       | 0    | CH      | 8001     |                | Service to a business      | Outside of the EU               |
      | AE       | 0    | IM      | IM1 1AA  | GB999990021    | The Isle of Man, art. 7    | Outside of the EU               |
      | AE       | 0    | JE      | JE2 3AA  |                | Jersey, art. 6             | Outside of the EU               |
      | AE       | 0    | GG      | GY1 1AA  |                | Guernsey, art. 6           | Outside of the EU               |
      | AE       | 0    | GI      | GX11 1AA |                | Gibraltar                  | Outside of the EU               |
      | AE       | 0    | FO      | 100      |                | The Faroe Islands          | Outside of the EU               |
      | AE       | 0    | SM      | 47890    |                | San Marino                 | Outside of the EU               |
      | AE       | 0    | AD      | AD500    |                | Andorra                    | Outside of the EU               |
      | AE       | 0    | ES      | 35001    | ESB99999997    | The Canary Islands, art. 6 | Outside of the EU               |
      | AE       | 0    | ES      | 38001    |                | The Canary Islands, art. 6 | Outside of the EU               |
      | AE       | 0    | ES      | 51001    |                | Ceuta, art. 6              | Outside of the EU               |
      | AE       | 0    | ES      | 52001    |                | Melilla, art. 6            | Outside of the EU               |
      | AE       | 0    | IT      | 23041    | IT99999990155  | Livigno, art. 6            | Outside of the EU               |
      | AE       | 0    | IT      | 22061    |                | Campione d'Italia, art. 6  | Outside of the EU               |
      | AE       | 0    | DE      | 27498    | DE999999995    | Heligoland, art. 6         | Outside of the EU               |
      | AE       | 0    | DE      | D-78266  |                | Büsingen, art. 6           | Outside of the EU               |
      | AE       | 0    | GR      | 630 86   |                | Mount Athos, art. 6        | Outside of the EU               |
      | AE       | 0    | RE      | 97400    | FR42999999006  | Réunion, art. 6            | Outside of the EU               |
      | AE       | 0    | FR      | 97200    | FR42999999006  | Martinique by its postcode | Outside of the EU               |

    Examples: Goods over the border
      | category | rate | country | postcode | VAT number     | why                        | VAT status                      |
      | G        | 0    | NO      | 0150     |                | Goods sent there           | Outside of the EU               |
      | G        | 0    | US      | 10001    |                | Goods sent there           | Outside of the EU               |
      | G        | 0    | GB      | SW1A 1AA | GB999990021    | Goods sent there           | Outside of the EU               |
      | G        | 0    | JE      | JE2 3AA  |                | Goods sent there           | Outside of the EU               |
      | G        | 0    | ES      | 35001    |                | The Canary Islands         | Outside of the EU               |
      | G        | 0    | AX      | 22100    | FI91000347     | Åland's tax border         | Outside of the EU               |
      | G        | 0    | FI      | 22100    | FI91000347     | Åland's tax border         | Outside of the EU               |

    Examples: Åland, where Finnish VAT is that of services
      | category | rate | country | postcode | VAT number     | why                        | VAT status                      |
      | S        | 25.5 | AX      | 22100    | FI91000347     |                            | Domestic                        |
      | E        | 0    | AX      | 22100    |                | Training, 39 §             | No VAT handling                 |
      | AE       | 0    | AX      | 22100    | FI91000347     | Building, 8 c §            | Construction reverse VAT 25.5 % |
      | AE       | 0    | AX      | 22100    | 91000347       | Letters left out           | Construction reverse VAT 25.5 % |
      | AE       | 0    | FI      | 22100    | FI91000347     | Building, 8 c §            | Construction reverse VAT 25.5 % |

  Scenario Outline: Sales that stop
    Given the integration is active
    And the customer "Mallivaara Media Oy" in "<country>" at "<postcode>" with the VAT number "<VAT number>" is linked
    And a finalized invoice "1001" of 2026-02-28 with VAT "<category>" at "<rate>" % because of "<why>"
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Trackifi says "<problem>"
    And nothing was sent to Procountor

    Examples: The buyer's number is missing, or no number of the buyer's country
      | category | rate | country | postcode | VAT number     | why                        | problem                  |
      | AE       | 0    | SE      | 11120    |                | Bought by a business       | vat_buyer_number_missing |
      | K        | 0    | SE      | 11120    |                | Goods to a business        | vat_buyer_number_missing |
      | AE       | 0    | FI      | 00100    |                | Building, 8 c §            | vat_buyer_number_missing |
      | AE       | 0    | AX      | 22100    |                | Building, 8 c §            | vat_buyer_number_missing |
      | K        | 0    | XI      | BT1 1AA  |                | Goods to a business        | vat_buyer_number_missing |
      | K        | 0    | XI      | BT1 1AA  | GB999990021    | GB is no number for goods  | procountor_vat_letters   |
      | AE       | 0    | FI      | 00100    | ei ole         | Building, 8 c §            | vat_buyer_number_missing |

    Examples: The number is another country's
      | category | rate | country | postcode | VAT number     | why                        | problem                  |
      | AE       | 0    | SE      | 11120    | FI91000347     | Finnish number in Sweden   | countries_contradict     |
      | K        | 0    | SE      | 11120    | FI91000347     | Finnish number in Sweden   | countries_contradict     |
      | AE       | 0    | FI      | 00100    | EE999999992    | Estonian number in Finland | countries_contradict     |
      | AE       | 0    | DE      | 10115    | SE999999999901 | Swedish number in Germany  | countries_contradict     |
      | AE       | 0    | AX      | 22100    | SE999999999901 | Swedish number on Åland    | countries_contradict     |
      | AE       | 0    | US      | 10001    | SE999999999901 | Swedish number in the US   | countries_contradict     |
      | AE       | 0    | FI      | 00100    | NO995525828MVA | Norwegian number in Finland | countries_contradict    |
      | G        | 0    | NO      | 0150     | SE999999999901 | Swedish number in Norway   | countries_contradict     |

    Examples: The category does not fit the territory
      | category | rate | country | postcode | VAT number     | why                        | problem                  |
      | K        | 0    | FI      | 00100    | FI91000347     | Goods, but in Finland      | procountor_vat_country   |
      | K        | 0    | NO      | 0150     | NO999999999MVA | Norway is not in the EU    | procountor_vat_country   |
      | K        | 0    | GB      | SW1A 1AA | GB999990021    | Great Britain is not       | procountor_vat_country   |
      | K        | 0    | AX      | 22100    | FI91000347     | Åland's tax border         | procountor_vat_country   |
      | K        | 0    | ES      | 35001    | ESB99999997    | The Canary Islands, art. 6 | procountor_vat_country   |
      | K        | 0    | IT      | 23041    | IT99999990155  | Livigno, art. 6            | procountor_vat_country   |
      | K        | 0    | RE      | 97400    | FR42999999006  | Réunion, art. 6            | procountor_vat_country   |
      | G        | 0    | FI      | 00100    | FI91000347     | Finland is no export       | procountor_vat_country   |
      | G        | 0    | SE      | 11120    | SE999999999901 | Sweden is in the EU        | procountor_vat_country   |
      | G        | 0    | XI      | BT1 1AA  | XI999990021    | Goods: as in the EU        | procountor_vat_country   |
      | G        | 0    | GB      | BT1 1AA  | XI999990021    | Goods: as in the EU        | procountor_vat_country   |
      | G        | 0    | MC      | 98000    | FR42999999006  | Monaco is as France        | procountor_vat_country   |

  Scenario Outline: A freelancer's invoice, which mirrors a sale
    Given the integration is active
    And the freelancer "Studio Hiekkala Oy" in "<country>" at "<postcode>" with the VAT number "<VAT number>" is linked
    And an approved invoice "F-17" of 2026-02-28 with VAT "<category>" at "<rate>" % because of "<why>"
    When the administrator clicks Create Procountor Invoice on "F-17"
    Then Procountor books invoice "F-17" as "<VAT status>" at "<rate>" %

    Examples: From Finland and Åland
      | category | rate | country | postcode | VAT number     | why                        | VAT status                            |
      | S        | 25.5 | FI      | 00100    | FI91000347     |                            | Domestic                              |
      | S        | 24   | FI      | 00100    |                |                            | Domestic                              |
      | O        | 0    | FI      | 00100    |                | Not VAT-registered         | No VAT handling                       |
      | E        | 0    | FI      | 00100    |                | Training, 39 §             | No VAT handling                       |
      | AE       | 0    | FI      | 00100    | FI91000347     | Building, 8 c §            | Construction reverse VAT 25.5 %       |
      | AE       | 0    | AX      | 22100    | FI91000347     | Building, 8 c §            | Construction reverse VAT 25.5 %       |
      | S        | 25.5 | AX      | 22100    | FI91000347     |                            | Domestic                              |

    Examples: From abroad
      | category | rate | country | postcode | VAT number     | why                        | VAT status                            |
      | AE       | 0    | SE      | 11120    | SE999999999901 | Bought by a business       | EU community purchase (service)       |
      | AE       | 0    | EE      | 10111    | EE999999992    | Bought by a business       | EU community purchase (service)       |
      | AE       | 0    | GR      | 10431    | GR999999993    | Bought by a business       | EU community purchase (service)       |
      | AE       | 0    | MC      | 98000    | FR42999999006  | Monaco is as France        | EU community purchase (service)       |
      | K        | 0    | SE      | 11120    | SE999999999901 | Goods to a business        | EU community purchase (product)       |
      | K        | 0    | GB      | BT1 1AA  | XI999990021    | Goods: as in the EU        | EU community purchase (product)       |
      | AE       | 0    | XI      | BT1 1AA  | XI999990021    | Services: not as in the EU | Import of services, outside of the EU |
      | AE       | 0    | US      | 10001    |                | Bought by a business       | Import of services, outside of the EU |
      | AE       | 0    | ES      | 35001    |                | The Canary Islands, art. 6 | Import of services, outside of the EU |
      | AE       | 0    | GG      | GY1 1AA  |                | Guernsey, art. 6           | Import of services, outside of the EU |

  Scenario Outline: A freelancer's invoice that stops
    Given the integration is active
    And the freelancer "Studio Hiekkala Oy" in "<country>" at "<postcode>" with the VAT number "<VAT number>" is linked
    And an approved invoice "F-17" of 2026-02-28 with VAT "<category>" at "<rate>" % because of "<why>"
    When the administrator clicks Create Procountor Invoice on "F-17"
    Then Trackifi says "<problem>"
    And nothing was sent to Procountor

    Examples:
      | category | rate | country | postcode | VAT number     | why                        | problem                |
      | S        | 23   | FI      | 00100    |                |                            | vat_rate_not_in_use    |
      | AE       | 0    | EE      | 10111    | FI91000347     | Finnish number in Estonia  | countries_contradict   |
      | AE       | 0    | FI      | 00100    | EE999999992    | Estonian number in Finland | countries_contradict   |
      | K        | 0    | GB      | SW1A 1AA | GB999990021    | Great Britain is not in the EU | procountor_vat_country |
      | G        | 0    | EE      | 10111    | EE999999992    | Estonia is in the EU       | procountor_vat_country |

    Examples: Procountor's only import status is that of services, and goods are no service
      | category | rate | country | postcode | VAT number     | why                        | problem                    |
      | G        | 0    | NO      | 0150     |                | Goods sent here            | vat_category_not_supported |
      | G        | 0    | AX      | 22100    | FI91000347     | Åland's tax border         | vat_category_not_supported |

  Scenario Outline: Which country counts, and when two sides contradict each other
    Given the integration is active
    And the freelancer "Studio Hiekkala Oy" with the VAT number "<VAT number>" is linked
    And Trackifi has of "Studio Hiekkala Oy" <Trackifi's address>
    And the business partner "Studio Hiekkala Oy" is in "<Procountor's>" in Procountor
    And an approved invoice "F-17" of 2026-02-28 with VAT "<category>" at "<rate>" % because of "<why>"
    When the administrator clicks Create Procountor Invoice on "F-17"
    Then it ends as "<result>"

    Examples: Both agree, or only one says anything
      | category | rate | Trackifi's address      | VAT number  | Procountor's | why                 | result                          |
      | AE       | 0    | only the country "EE"   | EE999999992 | ESTONIA      | All agree           | EU community purchase (service) |
      | AE       | 0    | only the country "EE"   | EE999999992 |              | No country there    | EU community purchase (service) |
      | AE       | 0    | no address              | EE999999992 | ESTONIA      | Number and partner  | EU community purchase (service) |
      | AE       | 0    | no address              |             | ESTONIA      | The partner alone   | EU community purchase (service) |
      | AE       | 0    | no address              |             | FINLAND      | The partner alone   | Construction reverse VAT 25.5 % |
      | AE       | 0    | an address in "EE"      | EE999999992 | FINLAND      | The partner moved   | EU community purchase (service) |

    Examples: A contradiction stops
      | category | rate | Trackifi's address      | VAT number  | Procountor's | why                 | result                          |
      | AE       | 0    | only the country "EE"   | EE999999992 | FINLAND      | Trackifi, partner   | countries_contradict            |
      | S        | 25.5 | only the country "EE"   | EE999999992 | FINLAND      |                     | countries_contradict            |
      | AE       | 0    | only the country "EE"   |             | FINLAND      | Trackifi, partner   | countries_contradict            |
      | AE       | 0    | no address              | EE999999992 | FINLAND      | Number, partner     | countries_contradict            |
      | AE       | 0    | an address in "EE"      | FI91000347  | ESTONIA      | Trackifi, number    | countries_contradict            |
      | AE       | 0    | no address              |             |              | Nobody says         | address_incomplete              |

    Examples: Where the country decides nothing, it is told and stops nothing
      | category | rate | Trackifi's address      | VAT number  | Procountor's | why                 | result                          |
      | S        | 25.5 | no address              | EE999999992 | FINLAND      |                     | Domestic                        |
      | S        | 25.5 | an address in "EE"      | FI91000347  | ESTONIA      |                     | Domestic                        |
      | O        | 0    | an address in "EE"      | FI91000347  | FINLAND      | Not VAT-registered  | No VAT handling                 |

  Scenario: A contradiction names both sides
    Given the integration is active
    And the freelancer "Studio Hiekkala Oy" with the VAT number "EE999999992" is linked
    And Trackifi has of "Studio Hiekkala Oy" only the country "AX"
    And an approved invoice "F-17" of 2026-02-28 with VAT "AE" at "0" % because of "Building"
    When the administrator clicks Create Procountor Invoice on "F-17"
    Then the message says "Trackifi: Åland, but the VAT number: EE."

  Scenario: A number of another country than a taxed sale's buyer is told and stops nothing
    Given the integration is active
    And the customer "Mallivaara Media Oy" in "FI" at "00100" with the VAT number "EE999999992" is linked
    And a finalized invoice "1001" of 2026-02-28 with VAT "S" at "25.5" % because of ""
    When the administrator previews "1001"
    Then the preview warns of "countries_differ"

  Scenario: A territory that only the postcode tells is told
    Given the integration is active
    And the business partner "Mallivaara Media Oy" is in "SPAIN" in Procountor
    And the customer "Mallivaara Media Oy" in "ES" at "35001" with the VAT number "" is linked
    And a finalized invoice "1001" of 2026-02-28 with VAT "AE" at "0" % because of "Service to Las Palmas"
    When the administrator previews "1001"
    Then the preview warns of "vat_territory"

  Scenario Outline: The rate of a payment in advance is that of the day of payment
    Given Trackifi was told when these VAT rates are in force
      | rate | first day  | last day   |
      | 14   |            | 2026-03-05 |
      | 13.5 | 2026-03-06 |            |
    And the integration is active
    And the customer "Mallivaara Media Oy" in "FI" at "00100" with the VAT number "" is linked
    And a finalized invoice "1001" of <invoiced> with VAT "S" at "<rate>" % because of ""
    And its line is for <from> to <to>
    When the administrator clicks Create Procountor Invoice on "1001"
    Then it ends as "<result>"

    Examples:
      | rate | invoiced   | from       | to         | result                |
      | 14   | 2026-03-04 | 2026-03-06 | 2026-04-30 | Domestic              |
      | 14   | 2026-03-05 | 2026-03-06 | 2026-03-06 | Domestic              |
      | 14   | 2026-03-04 | 2026-03-01 | 2026-04-30 | Domestic              |
      | 14   | 2026-03-04 | 2026-03-01 | 2026-03-05 | Domestic              |
      | 14   | 2026-03-10 | 2026-03-01 | 2026-03-05 | Domestic              |
      | 13.5 | 2026-03-10 | 2026-03-06 | 2026-03-10 | Domestic              |
      | 13.5 | 2026-03-04 | 2026-03-06 | 2026-04-30 | Domestic              |
      | 14   | 2026-03-10 | 2026-03-06 | 2026-03-10 | vat_rate_not_in_force |
      | 14   | 2026-03-06 | 2026-05-01 | 2026-05-31 | vat_rate_not_in_force |
      | 13.5 | 2026-03-10 | 2026-03-01 | 2026-03-05 | vat_rate_not_in_force |

  Scenario: A payment in advance is told to carry the rate of its own day
    Given Trackifi was told when these VAT rates are in force
      | rate | first day  | last day   |
      | 14   |            | 2026-03-05 |
    And the integration is active
    And the customer "Mallivaara Media Oy" in "FI" at "00100" with the VAT number "" is linked
    And a finalized invoice "1001" of 2026-03-04 with VAT "S" at "14" % because of ""
    And its line is for 2026-03-06 to 2026-04-30
    When the administrator previews "1001"
    Then the preview warns of "procountor_vat_rate_advance"

  Scenario Outline: A percentage that the company does not use on that side is refused on either side
    Given the VAT rate "<rate>" is not in use for <side> in Procountor
    And the integration is active
    And the <party> is linked
    And <an invoice> "1" of 2026-02-28 with VAT "<category>" at "<rate>" % because of "<why>"
    When the administrator clicks Create Procountor Invoice on "1"
    Then Trackifi says "vat_rate_not_in_use"

    Examples:
      | side      | party                           | an invoice          | category | rate | why            |
      | sales     | customer "Mallivaara Media Oy"  | a finalized invoice | S        | 14   |                |
      | purchases | freelancer "Studio Hiekkala Oy" | an approved invoice | S        | 24   |                |
      | purchases | freelancer "Studio Hiekkala Oy" | an approved invoice | S        | 25.5 |                |
      | sales     | customer "Mallivaara Media Oy"  | a finalized invoice | E        | 0    | Training, 39 § |
      | purchases | freelancer "Studio Hiekkala Oy" | an approved invoice | O        | 0    | Not registered |

  @journey
  Scenario: The preview names Procountor's own status beside the category
    Given the integration is active
    And the customer "Mallivaara Media Oy" in "SE" at "11120" with the VAT number "SE999999999901" is linked
    And a finalized invoice "1001" of 2026-02-28 with VAT "AE" at "0" % because of "Service"
    When the administrator previews "1001"
    Then the preview names the VAT of line 1 as "EU community sales (service)"
