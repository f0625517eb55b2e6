@tricky
Feature: Sums
  What is printed on the PDF is what is meant. Trackifi adds the lines up in the decimals of the invoice's currency and in the
  way the invoice says its VAT was rounded, and refuses an invoice whose lines come to something else. Procountor adds up in
  its own way: two decimals, VAT once for each rate. Where that comes to another sum, the preview shows both before anything
  is sent, and nothing is adjusted.

  Background:
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "1001" for the customer "Mallivaara Media Oy"

  Scenario: VAT was rounded line by line on the PDF, and the preview says what the books will have
    Given its line's quantity is "1"
    And its line's unit price is "99.99"
    And its lines is "3 copies"
    And its VAT rounding is "line"
    When the administrator previews "1001"
    Then the preview warns of "booked_otherwise"
    And the preview shows
      | partner             | net    | vat   | total  |
      | Mallivaara Media Oy | 299.97 | 76.49 | 376.46 |

  @journey
  Scenario: It can be sent, and Procountor has what the preview said
    Given its line's quantity is "1"
    And its line's unit price is "99.99"
    And its lines is "3 copies"
    And its VAT rounding is "line"
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Procountor shows invoice "1001" as
      | net    | total  |
      | 299.97 | 376.46 |
    And invoice "1001" shows "In Procountor, PDF attached"

  Scenario: A price agreed with VAT keeps its gross to the cent
    Given its line's quantity is "1"
    And its line's unit price is "5900.00"
    And its prices is "with VAT"
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Procountor shows invoice "1001" as
      | net     | total   |
      | 4701.20 | 5900.00 |

  Scenario Outline: A line that is put right with a warning
    Given its line's <part> is "<value>"
    When the administrator previews "1001"
    Then the preview warns of "<warning>"
    And nothing was sent to Procountor

    Examples:
      | part       | value         | warning                       |
      | quantity   | 0.8333333333  | procountor_decimals_rounded   |
      | unit price | 95.00001      | procountor_decimals_rounded   |
      | discount   | 33.3333333    | procountor_decimals_rounded   |
      | discount   | -15           | procountor_surcharge_in_price |

  Scenario: A surcharge is booked with its sum
    Given its line's discount is "-15"
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Procountor shows invoice "1001" as
      | net    | total   |
      | 819.38 | 1028.32 |

  Scenario Outline: Currencies and their decimals
    Given its line's unit price is "<price>"
    And its exchange rate is "<rate>"
    And its currency is "<currency>"
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Procountor shows invoice "1001" as
      | net   | total   |
      | <net> | <total> |

    Examples:
      | currency | rate  | price | net     | total   |
      | JPY      | 162.5 | 12000 | 90000.00 | 112950.00 |
      | KWD      | 0.333 | 80    | 600.00  | 753.00  |
      | USD      | 1.085 | 80    | 600.00  | 753.00  |

  Scenario: Three decimals of a dinar that Procountor's sums don't have
    Given its line's unit price is "80.333"
    And its exchange rate is "0.333"
    And its currency is "KWD"
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Trackifi says "too_many_decimals" about "Totals"
    And nothing was sent to Procountor

  Scenario Outline: An exchange rate at odds with Procountor's
    Given its exchange rate is "<rate>"
    And its currency is "<currency>"
    When the administrator previews "1001"
    Then the preview warns of "procountor_rate_apart"

    Examples:
      | currency | rate |
      | USD      | 1    |
      | USD      | 1.25 |
      | SEK      | 1.13 |

  Scenario: An exchange rate the wrong way round
    Given its exchange rate is "0.088"
    And its currency is "SEK"
    When the administrator clicks Create Procountor Invoice on "1001"
    Then Trackifi says "currency_rate_inverted" about "Exchange rate"
    And nothing was sent to Procountor

  Scenario: Procountor rounds otherwise, and the invoice is recognised all the same
    Given its line's unit price is "13.332"
    And its lines is "3 copies"
    And Procountor rounds the VAT of each row, and the answer to the next invoice will be lost
    And the administrator has clicked Create Procountor Invoice on "1001"
    When 2 minutes pass
    Then Procountor has 1 invoice numbered "1001"
    And invoice "1001" has the problem "totals_differ"
