@tricky
Feature: Credit notes
  A credit note is an invoice with a negative sum that says which invoice it credits. That one has to be in Trackifi, of the
  same party and in the same currency, and its number and date stand in the booked credit note's text, as an invoice that
  changes another has to name it (Directive 2006/112/EC art. 219). That more is credited than was invoiced is told.

  Scenario Outline: The credited invoice's number and date stand in the booked text
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "2026-1" for the customer "Mallivaara Media Oy"
    And a credit note "2026-2" in "<language>" that credits "2026-1"
    And its message is "<message>"
    When the administrator clicks Create Procountor Invoice on "2026-2"
    Then the message of invoice "2026-2" in Procountor is "<booked>"

    Examples:
      | language | message     | booked                                                   |
      | fi       | nothing     | Hyvittää laskun 2026-1, 28.2.2026.                       |
      | en       | nothing     | Credits invoice 2026-1 of 2026-02-28.                    |
      | sv       | nothing     | Krediterar faktura 2026-1, 2026-02-28.                   |
      | en       | As agreed.  | As agreed. / Credits invoice 2026-1 of 2026-02-28.       |

  Scenario: A freelancer's credit note names the credited invoice as well
    Given the integration is active
    And the freelancer "Studio Hiekkala Oy" is linked
    And an approved invoice "F-1" from the freelancer "Studio Hiekkala Oy"
    And a credit note "F-2" in "fi" that credits "F-1"
    When the administrator clicks Create Procountor Invoice on "F-2"
    Then the message of invoice "F-2" in Procountor is "Hyvittää laskun F-1, 28.2.2026."

  Scenario: Where the message is full, it stands in the notes
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "2026-1" for the customer "Mallivaara Media Oy"
    And a credit note "2026-2" in "en" that credits "2026-1"
    And its message is "9990 letters"
    When the administrator clicks Create Procountor Invoice on "2026-2"
    Then the notes of invoice "2026-2" in Procountor is "Credits invoice 2026-1 of 2026-02-28."

  Scenario: What credits nothing that Trackifi has is refused
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "2026-2" for the customer "Mallivaara Media Oy"
    And it credits an invoice that Trackifi does not have
    When the administrator clicks Create Procountor Invoice on "2026-2"
    Then Trackifi says "credited_unknown" about "Credited invoice"
    And nothing was sent to Procountor

  Scenario: An invoice of the other kind is not what a credit note credits
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And an approved invoice "F-1" from the freelancer "Studio Hiekkala Oy"
    And a finalized invoice "2026-2" for the customer "Mallivaara Media Oy"
    And it credits "F-1"
    When the administrator clicks Create Procountor Invoice on "2026-2"
    Then Trackifi says "credited_unknown"

  Scenario: A credit note can't credit itself
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "2026-2" for the customer "Mallivaara Media Oy"
    And it credits "2026-2"
    When the administrator clicks Create Procountor Invoice on "2026-2"
    Then Trackifi says "credited_itself"

  Scenario: Another customer's invoice is not credited
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "2026-1" for the customer "Kuusikko Testaus Oy"
    And a finalized invoice "2026-2" for the customer "Mallivaara Media Oy"
    And it credits "2026-1"
    When the administrator clicks Create Procountor Invoice on "2026-2"
    Then the message says "invoice 2026-1 differs in: Customer or freelancer."

  Scenario: An invoice in another currency is not credited
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "2026-1" for the customer "Mallivaara Media Oy"
    And its currency is "USD"
    And a finalized credit note "2026-2" of 1 hour that credits "2026-1"
    When the administrator clicks Create Procountor Invoice on "2026-2"
    Then the message says "invoice 2026-1 differs in: Currency."

  Scenario Outline: More than the invoice was is credited with a warning, whatever else credits it
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "2026-1" for the customer "Mallivaara Media Oy"
    And a <first state> credit note "2026-2" of <first> hours that credits "2026-1"
    And a finalized credit note "2026-3" of <second> hours that credits "2026-1"
    When the administrator previews "2026-3"
    Then the preview warns of what is "<told>"

    Examples: The invoice is of 7.5 hours
      | first | first state | second | told            |
      | 1     | finalized   | 6.5    | nothing         |
      | 1     | finalized   | 6.6    | credited_beyond |
      | 5     | finalized   | 5      | credited_beyond |
      | 5     | draft       | 5      | nothing         |
      | 5     | draft       | 8      | credited_beyond |

  @journey
  Scenario: What is credited in all is told in money
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "2026-1" for the customer "Mallivaara Media Oy"
    And a finalized credit note "2026-2" of 15 hours that credits "2026-1"
    When the administrator previews "2026-2"
    Then the preview says "1788.38 EUR is credited of invoice 2026-1, which was 894.19 EUR."
    And the preview shows that it credits "2026-1"
