Feature: Managing the Integration
  Both buttons are on the Procountor card.

  Rule: Update API key
    Enter the new key, click Update. Links and history stay as they are.

    Scenario: Links survive the update
      Given the integration is active
      And the customer "Specimen Media" is linked to the business partner "Mallivaara Media Oy"
      And a new API key made in Procountor for Trackifi
      When the administrator enters the new key and clicks Update
      Then "Mallivaara Media Oy" is linked to "Specimen Media"

    @inside
    Scenario: An integration that is not active has no key to update
      Given an API key made in Procountor for Trackifi
      When the administrator enters the new key and clicks Update
      Then Trackifi says "not_activated"

  Rule: Disable integration
    Disabling destroys the key at once and stops all sending. Links and history stay, so that nothing is ever sent twice
    after activating again.

    @secrets @journey
    Scenario: The key is destroyed
      Given the integration is active
      When the administrator clicks Disable
      Then the card shows "Disabled"
      And Trackifi holds no key
      And the key is nowhere to be read

    Scenario: Nothing is sent while it is disabled
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the integration was disabled
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "not_activated"
      And nothing was sent to Procountor

    Scenario: Links are still there after activating again
      Given the integration is active
      And the customer "Specimen Media" is linked to the business partner "Mallivaara Media Oy"
      And the integration was disabled
      And an API key made in Procountor for Trackifi
      When the administrator activates the integration with the key
      Then "Mallivaara Media Oy" is linked to "Specimen Media"

    Scenario: What was sent before is not sent again after activating again
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" has been sent
      And the integration was disabled and activated again
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Procountor has 1 invoice numbered "1001"

    Scenario: There is nothing to disable before the first activation
      Given Trackifi without a connection to Procountor
      When the administrator clicks Disable
      Then Trackifi says "not_activated"
