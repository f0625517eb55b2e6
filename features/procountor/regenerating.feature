Feature: Regenerating Your API Key
  A key that has expired or leaked is replaced by a new one. The old key stays in use until the new one has proved itself
  for the same company; links, history and waiting invoices stay.

  Scenario: A revoked key is noticed, and the card says what to do
    Given the integration is active
    And the key was revoked in Procountor
    When the administrator clicks Sync Data
    Then Trackifi says "key_rejected"
    And the card shows "Needs attention"

  @journey
  Scenario: After the update the integration works again
    Given the integration is active
    And the key was revoked in Procountor and the next sync noticed it
    And a new API key made in Procountor for Trackifi
    When the administrator enters the new key and clicks Update
    Then the card shows "Active"
    And the card shows no problem

  Scenario: Invoices that waited for a good key go by themselves
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
    And the key was revoked before the administrator sent it
    And the administrator has entered a new key
    When 2 minutes pass
    Then invoice "1001" shows "In Procountor, PDF attached"

  @secrets
  Scenario: A compromised key is out of use once the new one is in
    Given the integration is active
    And a new API key made in Procountor for Trackifi
    When the administrator enters the new key and clicks Update
    Then no problem is shown
    And Trackifi uses the new key from now on
    And Trackifi holds 1 key
    And the former key is nowhere to be read

  Scenario Outline: A new key that is not accepted leaves the old one in use
    Given the integration is active
    And <new key>
    When the administrator enters the new key and clicks Update
    Then Trackifi says "<problem>"
    And the card shows "Active"
    And data can still be synced

    Examples:
      | new key                                             | problem              |
      | an API key that was mistyped                        | key_rejected         |
      | an API key that was revoked in Procountor           | key_rejected         |
      | an API key made in Procountor for another client ID | key_rejected         |
      | an API key of another company                       | key_of_other_company |
      | a whole e-mail in place of the key                  | key_malformed        |
