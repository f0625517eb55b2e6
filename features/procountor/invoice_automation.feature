Feature: Invoice automation
  A finalized customer invoice becomes a sales invoice in Procountor, an approved freelancer invoice a purchase invoice.
  Both are left unfinished there: approving and sending on is the accountant's.

  Rule: Create Procountor Invoice
    One click on a finalized, numbered invoice of a linked customer.

    Scenario: The invoice is in Procountor, left unfinished for the accountant
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Procountor shows invoice "1001" as
        | kind          | status     | name                | net    | total  | due        |
        | sales invoice | unfinished | Mallivaara Media Oy | 712.50 | 894.19 | 2026-03-14 |

    Scenario: The preview shows what would be sent, and sends nothing
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator previews "1001"
      Then the preview shows
        | partner             | net    | vat    | total  |
        | Mallivaara Media Oy | 712.50 | 181.69 | 894.19 |
      And nothing was sent to Procountor
      And invoice "1001" shows "Not sent"

    Scenario: A second press shows the existing invoice and books nothing
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" has been sent
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" shows "In Procountor, PDF attached"
      And Procountor has 1 invoice numbered "1001"

    Scenario Outline: An unfinished or unnumbered invoice stays in Trackifi
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a <status> invoice "<number>" for the customer "Mallivaara Media Oy"
      When the administrator clicks Create Procountor Invoice on "<number>"
      Then Trackifi says "<problem>"
      And nothing was sent to Procountor

      Examples:
        | status    | number | problem              |
        | draft     | 1001   | invoice_not_sendable |
        | finalized |        | number_missing       |

    Scenario: Invoices without a number are each told so, and none of them takes a number
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "" for the customer "Mallivaara Media Oy"
      And a finalized invoice "" for the customer "Mallivaara Media Oy"
      When the administrator sends all invoices
      Then every invoice has the problem "number_missing"
      And nothing was sent to Procountor

    Scenario Outline: Procountor will send it on in the way its own register says
      Given the integration is active
      And the customer "<partner>" is linked
      And a finalized invoice "1001" for the customer "<partner>"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Procountor will send invoice "1001" by "<channel>"

      Examples:
        | partner                   | channel   |
        | Mallivaara Media Oy       | e-mail    |
        | Hiekkala Rakennus Oy      | post      |
        | Testisalo Teollisuus Oyj  | e-invoice |
        | Näytelampi Ääni & Valo Ky | nothing   |

    Scenario: An invoice in another currency goes with the exchange rate that was entered
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And its currency is "USD"
      And its exchange rate is "1.0850"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" shows "In Procountor, PDF attached"

    @journey
    Scenario: A selection is sent one by one, and each has its own outcome
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And a finalized invoice "1002" for the customer "Unlinked Specimen"
      When the administrator sends all invoices
      Then invoice "1001" shows "In Procountor, PDF attached"
      And invoice "1002" shows "Needs attention"

    Scenario: Texts that Procountor shortens are told on both sides, and the invoice stands
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And Procountor shortens the texts of new invoices
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" shows "In Procountor, differs"
      And invoice "1001" has the problem "echo_differs"

  Rule: Freelancer invoices
    Only what somebody approved goes over, under the freelancer's own number, to be paid to the freelancer's account.

    @journey
    Scenario: An approved invoice becomes a purchase invoice
      Given the integration is active
      And the freelancer "Studio Hiekkala Oy" is linked
      And an approved invoice "F-17" from the freelancer "Studio Hiekkala Oy"
      When the administrator clicks Create Procountor Invoice on "F-17"
      Then Procountor shows invoice "F-17" as
        | kind             | status     | name               | account            | total  |
        | purchase invoice | unfinished | Studio Hiekkala Oy | FI6490000092000023 | 894.19 |

    Scenario Outline: The state in Trackifi decides
      Given the integration is active
      And the freelancer "Studio Hiekkala Oy" is linked
      And a <status> invoice "F-17" from the freelancer "Studio Hiekkala Oy"
      When the administrator clicks Create Procountor Invoice on "F-17"
      Then invoice "F-17" shows "<shown>"

      Examples: What may go
        | status   | shown                       |
        | approved | In Procountor, PDF attached |
        | paid     | In Procountor, PDF attached |

      @inside
      Examples: What the list does not let anybody select
        | status  | shown           |
        | created | Needs attention |
        | sent    | Needs attention |
        | denied  | Needs attention |

    Scenario: Two freelancers may use the same number
      Given the integration is active
      And the freelancer "Studio Hiekkala Oy" is linked
      And the freelancer "Aino Koehovi Tmi" is linked
      And an approved invoice "17" from the freelancer "Studio Hiekkala Oy"
      And an approved invoice "17" from the freelancer "Aino Koehovi Tmi"
      When the administrator sends all invoices
      Then Procountor has 2 invoices numbered "17"

  Rule: An invoice is booked once
    Whatever breaks, whoever presses again: there is one invoice in Procountor. An answer that got lost is looked for,
    and the invoice is sent again only when it is proven not to be there.

    Scenario: The answer is lost after booking, and the second press books nothing
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And Procountor will book the next invoice, but its answer will be lost
      And the administrator has clicked Create Procountor Invoice on "1001"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Procountor has 1 invoice numbered "1001"

    Scenario: The invoice whose answer was lost is found
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And Procountor will book the next invoice, but its answer will be lost
      And the administrator has clicked Create Procountor Invoice on "1001"
      When 2 minutes pass
      Then invoice "1001" shows "In Procountor, PDF attached"

    Scenario: While the outcome is unknown nothing is sent again
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And Procountor will lose the next invoice and give no answer
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "outcome_unknown"
      And invoice "1001" shows "Outcome unknown, checking"

    Scenario: An invoice on its way can't be changed underneath
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" was sent, but was lost on its way
      When somebody changes the message of invoice "1001" to "Thank you"
      Then Trackifi says "delivery_in_progress"

    Scenario: An invoice that was really lost is sent again once that is proven
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And an earlier invoice is in Procountor
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" was sent, but was lost on its way
      When 25 minutes pass
      Then Procountor has 1 invoice numbered "1001" and its PDF

    Scenario: It is not sent again before 15 minutes have passed
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And an earlier invoice is in Procountor
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" was sent, but was lost on its way
      When 14 minutes pass
      Then Procountor has 0 invoices numbered "1001"

    Scenario: After a backup was put back nothing new is sent for 16 minutes
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And a finalized invoice "1002" for the customer "Mallivaara Media Oy"
      And Trackifi's database was put back as it was before invoice "1001" was sent
      When the administrator clicks Create Procountor Invoice on "1002"
      Then Trackifi says "restored_lately"

    Scenario: What a backup has forgotten is looked for, and found
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And Trackifi's database was put back as it was before invoice "1001" was sent
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Procountor has 1 invoice numbered "1001" and its PDF

    Scenario: An invoice of which nothing can be proven is a person's to decide
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" was sent, but was lost on its way
      When 5 hours pass
      Then invoice "1001" has the problem "outcome_unclear"
      And Procountor has 0 invoices numbered "1001"

    Scenario: A number that somebody else used in Procountor is not touched
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the accountant entered an invoice "1001" by hand
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "number_taken"
      And Procountor has 1 invoice numbered "1001"

    Scenario: Two invoices with one number are told apart by a person
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator sends all invoices
      Then invoice "1001" has the problem "number_used_twice"
      And Procountor has 1 invoice numbered "1001"

    Scenario: An invoice that the accountant invalidated before we found it is not sent again
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the answer to invoice "1001" was lost after booking
      And the accountant invalidated invoice "1001"
      When 2 minutes pass
      Then invoice "1001" has the problem "removed_at_provider"

    Scenario: Two invoices found under one number are a person's to decide
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the answer to invoice "1001" was lost after booking
      And the accountant entered an invoice "1001" by hand
      When 2 minutes pass
      Then invoice "1001" has the problem "several_found"

  Rule: What would stop the sending is told before
    The preview asks what the sending asks, and one look for the number in Procountor is part of it. Whatever the one says,
    the other says.

    Scenario Outline: The preview and the sending say the same
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And <circumstance>
      When the administrator previews "1001"
      Then the preview refuses it with "<problem>"
      And invoice "1001" is refused with "<problem>" when it is sent alone

      Examples:
        | circumstance                                            | problem              |
        | its line's product is "2101"                            | product_other_side   |
        | its line's product is "9999"                            | product_gone         |
        | its status is "draft"                                   | invoice_not_sendable |
        | invoice "1001" is excluded because of "it went by post" | invoice_excluded     |
        | the accountant entered an invoice "1001" by hand        | number_taken         |
        | the accountant closed the period of 2026-02-28          | period_closed        |
        | another finalized invoice "1001" was sent               | number_used_twice    |

    Scenario: That the PDF is going to wait is told by the preview
      Given the Documents feature is off in Procountor
      And the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator previews "1001"
      Then the preview warns of "documents_off"

  Rule: What does not fit is shown before anything is sent
    Every reason is shown beside its field, all of them at once. Nothing is cut or rounded. What only its spelling stands against is put
    right, and the preview says so.

    Scenario Outline: The invoice itself
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And its <part> is "<value>"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "<problem>" about "<field>"
      And nothing was sent to Procountor

      Examples: Dates
        | part         | value      | problem            | field              |
        | due date     | 2026-02-27 | due_before_date    | Due date           |
        | due date     | 2029-02-28 | due_too_late       | Due date           |
        | invoice date | 2062-02-28 | date_implausible   | Invoice date       |
        | invoice date | 2025-12-31 | period_closed      | Invoice date       |
        | invoice date | 2028-01-15 | fiscal_year_missing | Invoice date |

      Examples: Texts
        | part            | value       | problem          | field             |
        | message         | Кiitos      | text_not_allowed | Message           |
        | message         | 10001 letters | text_too_long  | Message           |
        | order reference | 71 letters  | text_too_long    | Order reference   |
        | line's comment  | 513 letters | text_too_long    | Line 1, comment   |
        | line's name     | 101 letters | text_too_long    | Line 1, name      |
        | line's name     | nothing     | text_missing     | Line 1, name      |
        | lines           | nothing     | lines_missing    | Lines             |
        | lines           | 1001 copies | lines_too_many   | Lines             |

      Examples: Amounts
        | part              | value       | problem               | field                    |
        | line's quantity   | 7.5000526   | too_many_decimals     | Line 1, quantity         |
        | line's quantity   | 1000000000  | value_out_of_range    | Line 1, quantity         |
        | line's product    | gone        | product_gone          | Line 1, product          |
        | line's product    | 9999       | product_gone          | Line 1, product          |
        | line's product    | 2101       | product_other_side    | Line 1, product          |
        | line's product    | 2008       | product_inactive      | Line 1, product          |
        | line's discount   | 101         | value_out_of_range    | Line 1, discount         |
        | interest          | 7.125       | too_many_decimals     | Interest on late payment |
        | total             | 894.18      | totals_differ         | Totals                   |
        | currency          | ZZZ         | currency_unknown      | Currency                 |
        | currency          | XAU         | currency_unknown      | Currency                 |
        | currency          | MRU         | currency_not_in_use   | Currency                 |
        | currency          | USD         | currency_rate_missing | Exchange rate            |
        | payment reference | 12345       | reference_malformed   | Payment reference        |
        | payment reference | RF97C2H5OH  | reference_not_finnish | Payment reference        |
        | payment reference | 000000      | reference_zeros       | Payment reference        |

    Scenario Outline: The customer
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And the <part> of "Mallivaara Media Oy" is "<value>"
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "<problem>" about "<field>"
      And nothing was sent to Procountor

      Examples:
        | part        | value       | problem               | field                                   |
        | business ID | 9100034-1   | business_id_malformed | Customer or freelancer, business ID     |
        | VAT number  | SE123       | vat_number_malformed  | Customer or freelancer, VAT number      |
        | country     | XX          | country_unknown       | Customer or freelancer, country         |
        | city        | 41 letters  | text_too_long         | Customer or freelancer, city            |

    Scenario Outline: What the way of sending needs
      Given the integration is active
      And the customer "<partner>" is linked
      And the <part> of the customer and of the partner "<partner>" is missing
      And a finalized invoice "1001" for the customer "<partner>"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "<problem>" about "<field>"
      And nothing was sent to Procountor

      Examples:
        | partner                  | part              | problem                    | field                                |
        | Mallivaara Media Oy      | e-mail            | email_missing              | Business partner, email              |
        | Mallivaara Media Oy      | country           | address_incomplete         | Customer or freelancer, address      |
        | Hiekkala Rakennus Oy     | street            | address_incomplete         | Customer or freelancer, address      |
        | Testisalo Teollisuus Oyj | e-invoice address | e_invoice_address_missing  | Business partner, e-invoice          |
        | Testisalo Teollisuus Oyj | operator          | e_invoice_operator_missing | Business partner, e-invoice, operator |

    Scenario Outline: What paying a freelancer needs
      Given the integration is active
      And the freelancer "Studio Hiekkala Oy" is linked
      And the IBAN of "Studio Hiekkala Oy" is "<value>", and the register's is "<value>"
      And an approved invoice "F-17" from the freelancer "Studio Hiekkala Oy"
      When the administrator clicks Create Procountor Invoice on "F-17"
      Then Trackifi says "<problem>" about "Customer or freelancer, IBAN"
      And nothing was sent to Procountor

      Examples:
        | value              | problem        |
        | nothing            | iban_missing   |
        | FI6490000092000024 | iban_malformed |

    Scenario Outline: What the partner's register has to have right
      Given the customer partner "Mallivaara Media Oy" has the <part> "<value>" in Procountor
      And the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "<problem>" about "<field>"
      And nothing was sent to Procountor

      Examples:
        | part   | value             | problem         | field                   |
        | e-mail | laskut(at)example | email_malformed | Business partner, email |

    Scenario: A foreign freelancer's bank code
      Given the integration is active
      And the freelancer "Studio Hiekkala Oy" is linked
      And the BIC of "Studio Hiekkala Oy" is "BANK-1"
      And an approved invoice "F-17" from the freelancer "Studio Hiekkala Oy"
      When the administrator clicks Create Procountor Invoice on "F-17"
      Then Trackifi says "procountor_bic_malformed" about "Customer or freelancer, BIC"

    Scenario: A line whose period ends before it starts
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And its line's start is "2026-02-28"
      And its line's end is "2026-02-01"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "procountor_period_reversed" about "Line 1, last day"

    Scenario Outline: What only its spelling stands against is put right, and told
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And its <part> is "<value>"
      When the administrator previews "1001"
      Then the preview warns of "<warning>"

      Examples:
        | part           | value        | warning        |
        | message        | Thank you 🙂 | text_put_right |
        | line's comment | −2,5 h       | text_put_right |
        | line's unit    | furlong      | unit_replaced  |
        | line's unit    | licence      | unit_replaced  |

    Scenario Outline: What the customer's details lack or have too much of does not stop the invoice
      Given the customer partner "Mallivaara Media Oy" has the <part> "<value>" in Procountor
      And the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator previews "1001"
      Then the preview warns of "<warning>"

      Examples:
        | part   | value                                  | warning         |
        | e-mail | laskut@media.example; toinen@media.example | emails_several |
        | e-mail | maija@yhtiö.example                    | value_put_right |

    Scenario: A tab that was pasted into a customer's address is put right, and told
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And the street of "Mallivaara Media Oy" is "Koekatu	2"
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator previews "1001"
      Then the preview warns of "text_put_right"

    Scenario: An invoice that was put right is in Procountor as it was previewed
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And its line's unit is "licence"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" shows "In Procountor, PDF attached"

    Scenario: What does not stop the invoice is a warning in the preview
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And Trackifi's own company has the IBAN "FI9190000092000022"
      When the administrator previews "1001"
      Then the preview warns of "procountor_account_differs"

    Scenario: All reasons are shown at once
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And its due date is "2026-02-01"
      And its message is "Кiitos"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "due_before_date" and "text_not_allowed"

    Scenario: Once it is put right the same invoice goes
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And its due date was "2026-02-01" when the administrator sent it
      And its due date is "2026-03-14"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" shows "In Procountor, PDF attached"

  Rule: What is done stays done
    When Procountor goes down in the middle, what has arrived has arrived; the rest waits and goes by itself.

    Scenario: Procountor goes down in the middle of three invoices
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And finalized invoices "1001", "1002" and "1003" for the customer "Mallivaara Media Oy"
      And Procountor goes down after the first PDF
      When the administrator sends all invoices
      Then invoice "1001" shows "In Procountor, PDF attached"
      And invoices "1002" and "1003" show "Will retry"

    Scenario: The rest goes by itself once Procountor works again
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And finalized invoices "1001", "1002" and "1003" for the customer "Mallivaara Media Oy"
      And Procountor went down after the first PDF while all invoices were sent
      And Procountor works again
      When 5 minutes pass
      Then Procountor has each of "1001", "1002" and "1003" once, with its PDF

    @tricky
    Scenario: Access that is refused right after it was granted is tried again, and the key stays good
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And Procountor refuses the access that it has just granted, once
      And the administrator has clicked Create Procountor Invoice on "1001"
      When 5 minutes pass
      Then invoice "1001" shows "In Procountor, PDF attached"

    Scenario: A key revoked in the middle stops the company, not the invoices
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the key was revoked in Procountor
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "key_rejected"
      And the card shows "Needs attention"
