Feature: Business partner sync
  Sync Data reads what has changed in Procountor. It brings in, it marks, and it never deletes or writes back.

  Scenario: A partner added in Procountor comes in
    Given the integration is active
    And the customer partner "Uusi Specimen Oy" was added in Procountor
    When the administrator clicks Sync Data
    Then "Uusi Specimen Oy" is among the business partners

  @journey
  Scenario: A new name is taken over
    Given the integration is active
    And in Procountor the partner "Kokeilukoski Ohjelmistot Oy" was renamed to "Kokeilukoski Software Oy"
    When the administrator clicks Sync Data
    Then "Kokeilukoski Software Oy" is among the business partners
    And "Kokeilukoski Ohjelmistot Oy" is not among the business partners

  Scenario Outline: A linked partner that is no longer what it was makes its link stale
    Given the integration is active
    And the customer "Specimen Media" is linked to the business partner "Mallivaara Media Oy"
    And in Procountor the partner "Mallivaara Media Oy" was <change>
    When the administrator clicks Sync Data
    Then the link of "Specimen Media" is stale: "<problem>"

    Examples:
      | change                                             | problem                        |
      | made inactive                                      | link_partner_inactive          |
      | removed                                            | link_partner_gone              |
      | moved to the suppliers                             | link_partner_retyped           |
      | renamed to "Toinen Testiyhtymä Oy"                 | link_partner_renamed           |
      | given to another business, "Toinen Testiyhtymä Oy" | link_partner_other_business_id |

  Scenario: A new legal form makes no other business
    Given the integration is active
    And the customer "Specimen Media" is linked to the business partner "Mallivaara Media Oy"
    And in Procountor the partner "Mallivaara Media Oy" was renamed to "Mallivaara Media Oyj"
    When the administrator clicks Sync Data
    Then "Mallivaara Media Oyj" is linked to "Specimen Media"
    And no link is stale

  Scenario: A link is good again once its partner is active again
    Given the integration is active
    And the customer "Specimen Media" is linked to the business partner "Mallivaara Media Oy"
    And in Procountor the partner "Mallivaara Media Oy" was made inactive
    And data was synced
    And in Procountor the partner "Mallivaara Media Oy" was made active
    When the administrator clicks Sync Data
    Then no link is stale

  Scenario: What was read before Procountor went down stays
    Given the integration is active
    And the customer partner "Uusi Specimen Oy" was added in Procountor
    And Procountor goes down before the products are read
    When the administrator clicks Sync Data
    Then Trackifi says "provider_unavailable"
    And "Uusi Specimen Oy" is among the business partners
