Feature: VAT
  A line's VAT has a category and a rate, in the words of EN 16931: S taxed, Z zero-rated, E exempt, AE reverse charge, K
  sale of goods to another EU country, G export out of the EU, O outside the scope of VAT. Both become a VAT status and a
  percentage from the company's own list in Procountor. No rate is written into the program; what is not on that list, or
  lacks its reason, is refused in words. The list has no dates: since when a rate is the law's is told by whoever runs
  Trackifi, and what counts is the day of delivery, the last day of the line.

  Scenario Outline: Sales: how a line is booked
    Given the integration is active
    And the customer "Mallivaara Media Oy" in "<country>" with the VAT number "<VAT number>" is linked
    And a finalized invoice "1001" of <date> with VAT "<category>" at "<rate>" % because of "<reason>"
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Procountor books invoice "1001" as "<VAT status>" at "<percent>" %

    Examples: Taxed in Finland
      | category | rate | country | VAT number | reason | date       | VAT status | percent |
      | S        | 25.5 | FI      |            |        | 2026-02-28 | Domestic   | 25.5    |
      | S        | 13.5 | FI      |            |        | 2026-02-28 | Domestic   | 13.5    |
      | S        | 10   | FI      |            |        | 2026-02-28 | Domestic   | 10      |
      | S        | 25.5 | SE      |            |        | 2026-02-28 | Domestic   | 25.5    |

    Examples: Without VAT in Finland
      | category | rate | country | VAT number | reason                       | date       | VAT status                  | percent |
      | Z        | 0    | FI      |            | Members' magazine            | 2026-02-28 | Domestic                    | 0       |
      | E        | 0    | FI      |            | Training, AVL 39 §           | 2026-02-28 | No VAT handling             | 0       |
      | O        | 0    | FI      |            | Compensation for damage      | 2026-02-28 | No VAT handling             | 0       |
      | AE       | 0    | FI      | FI91000347 | Construction, AVL 8 c §      | 2026-02-28 | Construction reverse VAT 25.5 % | 0   |

    Examples: Abroad
      | category | rate | country | VAT number     | reason                      | date       | VAT status                    | percent |
      | AE       | 0    | SE      | SE999999999901 | Service, buyer pays the VAT | 2026-02-28 | EU community sales (service)  | 0       |
      | K        | 0    | SE      | SE999999999901 | Goods to Sweden             | 2026-02-28 | EU community sales (product)  | 0       |
      | AE       | 0    | NO      | NO999999999MVA | Service outside the EU      | 2026-02-28 | Outside of the EU             | 0       |
      | G        | 0    | US      |                | Export of goods             | 2026-02-28 | Outside of the EU             | 0       |

  Scenario Outline: Sales: what is refused, and why
    Given the integration is active
    And the customer "Mallivaara Media Oy" in "<country>" with the VAT number "<VAT number>" is linked
    And a finalized invoice "1001" of <date> with VAT "<category>" at "<rate>" % because of "<reason>"
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Trackifi says "<problem>"
    And nothing was sent to Procountor

    Examples: The rate
      | category | rate | country | VAT number | reason        | date       | problem               |
      | S        | 24   | FI      |            |               | 2026-02-28 | vat_rate_not_in_use   |
      | S        | 23   | FI      |            |               | 2026-02-28 | vat_rate_not_in_use   |
      | S        | 0    | FI      |            |               | 2026-02-28 | vat_rate_for_category |
      | E        | 25.5 | FI      |            | Exempt        | 2026-02-28 | vat_rate_for_category |

    Examples: The reason
      | category | rate | country | VAT number     | reason | date       | problem            |
      | Z        | 0    | FI      |                |        | 2026-02-28 | vat_reason_missing |
      | E        | 0    | FI      |                |        | 2026-02-28 | vat_reason_missing |
      | AE       | 0    | SE      | SE999999999901 |        | 2026-02-28 | vat_reason_missing |

    Examples: The buyer
      | category | rate | country | VAT number     | reason                | date       | problem                  |
      | AE       | 0    | SE      |                | Service to Sweden     | 2026-02-28 | vat_buyer_number_missing |
      | K        | 0    | SE      |                | Goods to Sweden       | 2026-02-28 | vat_buyer_number_missing |
      | K        | 0    | FI      | FI91000347     | Goods, but to Finland | 2026-02-28 | procountor_vat_country   |
      | K        | 0    | NO      | NO999999999MVA | Norway is not in the EU | 2026-02-28 | procountor_vat_country |
      | G        | 0    | SE      | SE999999999901 | Sweden is in the EU   | 2026-02-28 | procountor_vat_country   |

    Examples: The date
      | category | rate | country | VAT number | reason | date       | problem       |
      | S        | 25.5 | FI      |            |        | 2025-12-31 | period_closed |

  Scenario Outline: Purchases: what a freelancer invoices
    Given the integration is active
    And the freelancer "Studio Hiekkala Oy" in "<country>" with the VAT number "<VAT number>" is linked
    And an approved invoice "F-17" of <date> with VAT "<category>" at "<rate>" % because of "<reason>"
    When the administrator clicks Create Procountor Invoice on "F-17"
    Then Procountor books invoice "F-17" as "<VAT status>" at "<percent>" %

    Examples:
      | category | rate | country | VAT number     | reason                | date       | VAT status                         | percent |
      | S        | 25.5 | FI      |                |                       | 2026-02-28 | Domestic                           | 25.5    |
      | S        | 24   | FI      |                |                       | 2026-02-28 | Domestic                           | 24      |
      | O        | 0    | FI      |                | Not VAT-registered    | 2026-02-28 | No VAT handling                    | 0       |
      | AE       | 0    | SE      | SE999999999901 | Service from Sweden   | 2026-02-28 | EU community purchase (service)    | 0       |
      | K        | 0    | SE      | SE999999999901 | Goods from Sweden     | 2026-02-28 | EU community purchase (product)    | 0       |
      | AE       | 0    | US      |                | Service from the US   | 2026-02-28 | Import of services, outside of the EU | 0    |

  Scenario Outline: A rate goes with the days when it was in force, whatever day the invoice is made
    Given Trackifi was told when these VAT rates are in force
      | rate | first day  | last day   |
      | 24   |            | 2024-08-31 |
      | 25.5 | 2024-09-01 |            |
      | 14   |            | 2025-12-31 |
      | 13.5 | 2026-01-01 |            |
    And the integration is active
    And the freelancer "Studio Hiekkala Oy" in "FI" with the VAT number "" is linked
    And an approved invoice "F-17" of 2026-02-28 with VAT "S" at "<rate>" % because of ""
    And its line's end is "<delivered>"
    When the administrator clicks Create Procountor Invoice on "F-17"
    Then invoice "F-17" shows "<shown>"

    Examples: From 24 to 25.5 % on 1 September 2024
      | rate | delivered  | shown                       |
      | 24   | 2024-08-31 | In Procountor, PDF attached |
      | 24   | 2024-09-01 | Needs attention             |
      | 25.5 | 2024-08-31 | Needs attention             |
      | 25.5 | 2024-09-01 | In Procountor, PDF attached |

    Examples: From 14 to 13.5 % on 1 January 2026
      | rate | delivered  | shown                       |
      | 14   | 2025-12-31 | In Procountor, PDF attached |
      | 14   | 2026-01-01 | Needs attention             |
      | 13.5 | 2025-12-31 | Needs attention             |
      | 13.5 | 2026-01-01 | In Procountor, PDF attached |

    Examples: A rate nobody told anything about
      | rate | delivered  | shown                       |
      | 10   | 2020-01-01 | In Procountor, PDF attached |

  Scenario: What a rate out of its days is refused with names the rate and the day
    Given Trackifi was told when these VAT rates are in force
      | rate | first day  | last day   |
      | 14   |            | 2025-12-31 |
    And the integration is active
    And the freelancer "Studio Hiekkala Oy" in "FI" with the VAT number "" is linked
    And an approved invoice "F-17" of 2026-02-28 with VAT "S" at "14" % because of ""
    And its line's end is "2026-01-01"
    When the administrator clicks Create Procountor Invoice on "F-17"
    Then Trackifi says "vat_rate_not_in_force" about "Line 1, VAT, rate"

  Scenario: A line that does not say when it was delivered is only warned of, for a late invoice carries the earlier rate
    Given Trackifi was told when these VAT rates are in force
      | rate | first day  | last day   |
      | 14   |            | 2025-12-31 |
    And the integration is active
    And the freelancer "Studio Hiekkala Oy" in "FI" with the VAT number "" is linked
    And an approved invoice "F-17" of 2026-02-28 with VAT "S" at "14" % because of ""
    When the administrator previews "F-17"
    Then the preview warns of "procountor_vat_rate_day"

  Scenario: A freelancer who is not VAT-registered can't charge VAT
    Given the integration is active
    And the freelancer "Studio Hiekkala Oy" is linked
    And the VAT-registered of "Studio Hiekkala Oy" is "no"
    And an approved invoice "F-17" from the freelancer "Studio Hiekkala Oy"
    When the administrator clicks Create Procountor Invoice on "F-17"
    Then Trackifi says "procountor_vat_not_registered"
    And nothing was sent to Procountor

  @journey
  Scenario: A rate taken into use in Procountor is in use here at once
    Given the integration is active
    And the customer "Mallivaara Media Oy" in "FI" with the VAT number "" is linked
    And a finalized invoice "1001" of 2026-02-28 with VAT "S" at "9" % because of ""
    And the VAT rate "9" was taken into use in Procountor
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Procountor books invoice "1001" as "Domestic" at "9" %

  Scenario: Two VAT statuses that fit equally well are the accountant's to sort out
    Given Procountor has a second construction status
    And the integration is active
    And the customer "Mallivaara Media Oy" in "FI" with the VAT number "FI91000347" is linked
    And a finalized invoice "1001" of 2026-02-28 with VAT "AE" at "0" % because of "Construction"
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Trackifi says "procountor_vat_status_unclear"

  Scenario: A treatment that the company does not use in Procountor is refused in words
    Given Procountor has no VAT status for exports
    And the integration is active
    And the customer "Mallivaara Media Oy" in "US" with the VAT number "" is linked
    And a finalized invoice "1001" of 2026-02-28 with VAT "G" at "0" % because of "Export of goods"
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Trackifi says "vat_category_not_supported"
    And nothing was sent to Procountor
