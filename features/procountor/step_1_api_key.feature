Feature: Step 1: Create a Procountor API Key
  The key is made in Procountor, for Trackifi's client ID, and it is shown there only once. Trackifi tells where to go
  and what to enter, and never shows a key again.

  Scenario: The guide leads to the page where keys are made
    Given Trackifi without a connection to Procountor
    When the administrator opens the set-up guide
    Then the step "Create a Procountor API key" leads to "Management > Integrations > API management"
    And the step "Create a Procountor API key" gives these values to copy
      | Client ID   | trackifiClient       |
      | Description | Trackifi integration |

  Scenario: The guide reads in Finnish for those who work in Finnish
    Given the administrator reads Finnish
    When the administrator opens the set-up guide
    Then the step "Luo Procountorin API-avain" leads to "Management > Integrations > API management"

  @journey
  Scenario: A key made for Trackifi's client ID opens the company
    Given an API key made in Procountor for Trackifi
    When the administrator activates the integration with the key
    Then no problem is shown
    And the card shows the connection to "Hiekkala Koeyritys Oy"

  Scenario: A key made for another client ID is not accepted
    Given an API key made in Procountor for another client ID
    When the administrator activates the integration with the key
    Then Trackifi says "key_rejected"
    And the card shows "Not connected"

  @secrets
  Scenario: Trackifi shows who entered the key, never the key
    Given the integration is active
    When the administrator opens the Procountor card
    Then the card shows that "Administrator Specimen" entered the key
    And the key is nowhere to be read
