Feature: Exactly once
  An invoice arrives once, with its PDF, also where clocks are set back or sums are rounded otherwise.

  Background:
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "1001" for the customer "Mallivaara Media Oy"

  Rule: Our own invoice is recognised
    The answer to the request was lost, and the invoice is looked for.

    Scenario: In the hour that is repeated when summer time ends
      Given it is the hour that is repeated when summer time ends
      And the answer to invoice "1001" was lost after booking
      When 2 minutes pass
      Then Procountor has 1 invoice numbered "1001" and its PDF

    @journey
    Scenario: Where Procountor rounds row by row, and the cents are told
      Given Procountor rounds the VAT of each row by itself
      And a finalized invoice "1002" with three rows of "99.99" for the customer "Mallivaara Media Oy"
      And the answer to invoice "1002" was lost after booking
      When 2 minutes pass
      Then Procountor has 1 invoice numbered "1002" and its PDF
      And invoice "1002" has the problem "totals_differ"
