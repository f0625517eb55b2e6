Feature: Step 2: Enable Documents Feature (Optional)
  PDFs need Procountor's Documents feature. Whoever does without PDFs leaves it off; Trackifi says what that means.

  Scenario: The guide leads to the Documents section and calls the step optional
    Given Trackifi without a connection to Procountor
    When the administrator opens the set-up guide
    Then the step "Enable Documents feature" leads to "Management > Company Info > Usage Settings > Documents"
    And the step "Enable Documents feature" is optional

  Scenario: With the feature on nothing is missing
    Given the Documents feature is on in Procountor
    And an API key made in Procountor for Trackifi
    When the administrator activates the integration with the key
    Then the card shows "Active"
    And the card shows no problem

  Scenario: With the feature off the integration is active all the same, and the card says what waits
    Given the Documents feature is off in Procountor
    And an API key made in Procountor for Trackifi
    When the administrator activates the integration with the key
    Then the card shows "Active"
    And the card shows the problem "documents_off"

  @journey
  Scenario: The card is free of the problem once the feature is on and data is synced
    Given the Documents feature is off in Procountor
    And the integration is active
    And the Documents feature is on in Procountor
    When the administrator clicks Sync Data
    Then the card shows no problem

  Rule: Additional Costs
    The feature, and access by API, may cost extra at Procountor; the guide says so before anybody switches it on.

    Scenario Outline: The costs are named beside the step
      Given Trackifi without a connection to Procountor
      When the administrator opens the set-up guide
      Then the note beside "<step>" mentions "<words>"

      Examples:
        | step                        | words           |
        | Create a Procountor API key | charges         |
        | Enable Documents feature    | additional fees |
