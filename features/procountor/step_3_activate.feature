Feature: Step 3: Activate in Trackifi
  The key is pasted into the Procountor card and Activate is clicked. A key is kept only when Procountor has accepted it;
  business partners and products come in by themselves.

  Scenario: Activating connects the company whose key it is
    Given an API key made in Procountor for Trackifi
    When the administrator activates the integration with the key
    Then the card shows "Active"
    And the card shows the connection to "Hiekkala Koeyritys Oy"

  @journey
  Scenario: Business partners and products are imported at once
    Given an API key made in Procountor for Trackifi
    When the administrator activates the integration with the key
    Then the card counts these imports
      | customers | suppliers | products |
      | 11        | 7         | 10       |

  @secrets
  Scenario: Private persons stay in Procountor
    Given an API key made in Procountor for Trackifi
    When the administrator activates the integration with the key
    Then "Testihenkilö Koehovi" is not among the business partners
    And "Testihenkilö Koehovi" is nowhere to be read

  Scenario: Spaces and line breaks around the pasted key do no harm
    Given an API key made in Procountor for Trackifi
    And the key was copied with spaces and a line break around it
    When the administrator activates the integration with the key
    Then the card shows "Active"

  Scenario Outline: What can't be a key is neither stored nor sent
    Given Trackifi without a connection to Procountor
    When the administrator activates the integration with "<pasted>"
    Then Trackifi says "key_malformed"
    And the message says "<reason>"
    And Procountor has received no request
    And the card shows "Not connected"

      Examples:
        | pasted                                                                | reason                         |
        | nothing                                                               | it is empty                    |
        | kirjanpito@specimen.example                                           | it has characters that no key  |
        | Hello, here is the key you asked for: specimen.key.1. Best, Specimen | it has characters that no key  |
        | 5000 letters                                                          | it is too long                 |

  @secrets
  Scenario: A mistyped key is not kept
    Given an API key made in Procountor for Trackifi
    And the last letter of the key was lost in copying
    When the administrator activates the integration with the key
    Then Trackifi says "key_rejected"
    And the card shows "Not connected"
    And Trackifi holds no key
    And the key is nowhere to be read

  Scenario: An import that is cut off does not undo the activation, and Sync Data goes on
    Given an API key made in Procountor for Trackifi
    And Procountor goes down before the products are read
    When the administrator activates the integration with the key
    Then Trackifi says "provider_unavailable"
    And the card shows "Active"
    And "Mallivaara Media Oy" is among the business partners

  Scenario: The rest of a cut-off import comes with Sync Data
    Given an activation that was cut off before the products were read
    And Procountor works again
    When the administrator clicks Sync Data
    Then no problem is shown
    And the card counts these imports
      | customers | suppliers | products |
      | 11        | 7         | 10       |

  Scenario: Missing rights of the key's user are named
    Given an API key made in Procountor for Trackifi
    And the user of the key has no rights to the registers
    When the administrator activates the integration with the key
    Then Trackifi says "right_missing"
    And the message says "read customers"

  Rule: What will be in the way is found while activating
    Rights and settings are looked at once the key is accepted. A finding says what to do and undoes nothing.

    Scenario: With the rights and settings that the guide lists nothing is found
      Given the user of the key has the rights that the guide lists, and no other
      And an API key made in Procountor for Trackifi
      When the administrator activates the integration with the key
      Then the examination finds nothing

    Scenario Outline: Each finding has a name and its fix
      Given <setting>
      And an API key made in Procountor for Trackifi
      When the administrator activates the integration with the key
      Then the examination finds "<finding>"
      And the examination says "<advice>"
      And the card shows "Active"

      Examples: Rights of the key's user
        | setting                                             | finding           | advice                |
        | the user of the key may not create sales invoices   | right_missing     | create sales invoices |
        | the user of the key sees only invoices of their own | own_invoices_only | its own invoices      |
        | the user of the key has all rights there are        | rights_surplus    | rights                |

      Examples: Settings of the company
        | setting                                            | finding                            | advice       |
        | the Documents feature is off in Procountor         | documents_off                      | Enable       |
        | the company has no bank account in Procountor      | procountor_account_none            | bank account |
        | no bank account is the default one in Procountor   | procountor_account_no_default      | default      |
        | the accountant closed the period of 2026-02-28     | procountor_period_closed_today     | period       |
        | no VAT rate is in use for sales                    | procountor_vat_sales_unusable      | VAT          |
        | no VAT rate is in use for purchases                | procountor_vat_purchases_unusable  | VAT          |
        | Procountor's product is one that nobody knows      | procountor_product_unknown         | Procountor   |
        | the company in Procountor is closed                | procountor_company_ceased          | Procountor   |
        | Procountor says that its service is degraded       | procountor_service_impaired        | Procountor   |
