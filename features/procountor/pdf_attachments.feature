Feature: PDF attachments
  The PDF follows its invoice, once the invoice is there. An invoice without its PDF stands on its own; only the PDF is
  tried again.

  Scenario: The PDF that arrives is the one made in Trackifi, byte for byte
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
    When the administrator clicks Create Procountor Invoice on "1001"
    Then the PDF of invoice "1001" in Procountor is the one made in Trackifi

  Scenario: PDFs that waited for the Documents feature follow by themselves
    Given an invoice "1001" whose PDF waits for the Documents feature
    And the Documents feature is on in Procountor
    And data was synced
    When 1 minute passes
    Then invoice "1001" shows "In Procountor, PDF attached"

  @journey
  Scenario: A waiting PDF can be retried by hand
    Given an invoice "1001" whose PDF waits for the Documents feature
    And the Documents feature is on in Procountor
    When the administrator retries the PDF of "1001"
    Then invoice "1001" shows "In Procountor, PDF attached"
    And Procountor has 1 invoice numbered "1001"

  Scenario: A PDF whose answer was lost is not added a second time
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
    And Procountor will keep the next PDF, but its answer will be lost
    And the administrator has clicked Create Procountor Invoice on "1001"
    When 25 minutes pass
    Then Procountor has 1 PDF on invoice "1001"

  Scenario: A PDF that did not get through follows, the invoice is not sent again
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
    And Procountor is too busy for the next PDF
    And the administrator has clicked Create Procountor Invoice on "1001"
    When 5 minutes pass
    Then Procountor has 1 invoice numbered "1001" and its PDF

  Scenario Outline: What is no proper PDF is shown before anything is sent
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
    And its PDF is <file>
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Trackifi says "<problem>" about "PDF"
    And nothing was sent to Procountor

    Examples:
      | file                         | problem            |
      | a picture                    | document_not_pdf   |
      | cut off in the middle        | document_not_pdf   |
      | larger than 10,000,000 bytes | document_too_large |

  Scenario: The largest PDF that Procountor takes arrives
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
    And its PDF is 10,000,000 bytes large
    When the administrator clicks Create Procountor Invoice on "1001"
    Then invoice "1001" shows "In Procountor, PDF attached"
