Feature: Comparing both sides
  Trackifi looks through everything that is new in Procountor a quarter of an hour, an hour, six hours and a day after
  sending, then each night for a week. What it finds is shown where a person can act on it; nothing is removed by Trackifi.

  Rule: Nothing that goes wrong stays unseen
    A second invoice of a number, or one that nobody here knows of, is told as long as it is there.

    Scenario: A second invoice that a late request made is told on the invoice
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" has been sent
      And a late request has made a second invoice "1001" in Procountor
      When 20 minutes pass
      Then invoice "1001" has the problem "duplicate_at_provider"

    Scenario: Once the accountant has invalidated the second one, the problem goes by itself
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" has been sent
      And the second invoice "1001" was found and then invalidated by the accountant
      When 2 hours pass
      Then invoice "1001" has no problem

    Scenario: An invoice that nobody here knows of is told on the card
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" has been sent
      And Trackifi's key has made an invoice "7001" in Procountor that nobody here knows
      When 20 minutes pass
      Then the card advises of "orphans_at_provider"

  Rule: The report of differences
    Whoever wants to know compares both sides at any time. It only reads: each difference is put right by a person.

    Scenario: What was sent as it should be shows no difference
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then comparing both sides shows no difference

    @journey
    Scenario: An invalidated invoice and a second one are both listed
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And finalized invoices "1001", "1002" and "1003" for the customer "Mallivaara Media Oy"
      And all invoices were sent together
      And a late request has made a second invoice "1002" in Procountor
      When the accountant invalidates invoice "1001"
      Then comparing both sides shows
        | invoice | what differs                    |
        | 1001    | Removed or invalidated there    |
        | 1002    | A second one, made with our key |

    Scenario: What people change on either side is listed by what differs, and what was approved is none
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And finalized invoices "1001", "1002" and "1003" for the customer "Mallivaara Media Oy"
      And all invoices were sent together
      And the accountant changed the due date of "1001" and the first row of "1002", and approved "1003"
      Then comparing both sides shows
        | invoice | what differs |
        | 1001    | Due date     |
        | 1002    | Rows         |

    Scenario: A number that a person has booked once more is told, whoever made it
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" was sent, and then entered by hand as well
      When 20 minutes pass
      Then invoice "1001" has the problem "copy_at_provider"
      And comparing both sides shows
        | invoice | what differs                             |
        | 1001    | A second one of the number, made by hand |

    Scenario: What is finished and was never sent is told
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" has been sent
      And a finalized invoice "1002" for the customer "Mallivaara Media Oy"
      Then comparing both sides shows
        | invoice | what differs                 |
        | 1002    | Finished here and never sent |

  Rule: After sending there is one truth
    What was sent stands in the books. A later change in Trackifi is told, with what was sent and what it is now, until
    the two agree again or somebody has seen it.

    @journey
    Scenario: An invoice that is changed after sending says so
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" has been sent
      When somebody changes the price of invoice "1001" to "950.00"
      Then invoice "1001" shows "In Procountor, differs"
      And comparing both sides shows
        | invoice | what differs              |
        | 1001    | Edited here after sending |

    Scenario: Once the change is taken back nothing differs
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" has been sent
      And somebody changed the price of invoice "1001" to "950.00"
      When somebody changes the price of invoice "1001" to "95.00"
      Then invoice "1001" shows "In Procountor, PDF attached"

    @journey
    Scenario: A difference that somebody has seen is told no more
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" has been sent
      And somebody changed the price of invoice "1001" to "950.00"
      When the administrator marks what differs of "1001" as seen
      Then invoice "1001" shows "In Procountor, PDF attached"

    Scenario Outline: What somebody changes in Procountor needs attention
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" has been sent
      And the accountant changed the <part> of invoice "1001" in Procountor
      When 2 hours pass
      Then invoice "1001" has the problem "changed_there"

      Examples:
        | part         |
        | invoice date |
        | due date     |
        | first row    |
        | partner      |

    @journey
    Scenario: What was changed in Procountor and seen is told no more
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" has been sent
      And somebody in Trackifi was told that the due date of "1001" was changed in Procountor
      When the administrator marks what differs of "1001" as seen
      Then invoice "1001" shows "In Procountor, PDF attached"
