Feature: Sending many invoices
  Many invoices are chosen and sent together. Each goes its own way: one that can't be sent stops no other, and the report
  says of each where it stands.

  Rule: One report
    One list says of each chosen invoice whether it is sent, was already there, or needs attention.

    @journey
    Scenario: All chosen invoices are in Procountor with their PDFs
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And finalized invoices "1001", "1002" and "1003" for the customer "Mallivaara Media Oy"
      When the administrator sends all invoices together
      And 1 minute passes
      Then the report of the batch shows
        | sent | with PDF | needs attention |
        | 3    | 3        | 0               |

    Scenario: An invoice that can't be sent stops no other, and is retried alone after the fix
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And finalized invoices "1001", "1002" and "1003" for the customer "Mallivaara Media Oy"
      And all invoices were sent together while "1003" was due on "2026-01-01"
      When the administrator tries again what failed
      And 1 minute passes
      Then the report of the batch shows
        | sent | with PDF | needs attention |
        | 3    | 3        | 0               |

    Scenario: Pressing twice sends nothing twice
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And finalized invoices "1001", "1002" and "1003" for the customer "Mallivaara Media Oy"
      And all invoices were sent together
      When the administrator sends all invoices together
      Then Procountor has 1 invoice numbered "1002"
      And the report of the batch shows
        | already there | with PDF | needs attention |
        | 3             | 3        | 0               |

  Rule: Stop and resume
    What is under way ends; what has not begun waits until it is resumed.

    Scenario: A stopped batch begins nothing until it is resumed
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And finalized invoices "1001", "1002" and "1003" for the customer "Mallivaara Media Oy"
      When the administrator sends all invoices together, and stops that at once
      And 2 minutes pass
      Then nothing was sent to Procountor
      And invoice "1001" is refused with "batch_stopped" when it is sent alone

  Rule: A refused key pauses the company
    The integration says it once; the invoices wait unmarked for a new key.

    Scenario: The key's trouble is told once, and on no invoice
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And finalized invoices "1001", "1002" and "1003" for the customer "Mallivaara Media Oy"
      And the key was revoked in Procountor
      When the administrator sends all invoices together
      And 1 minute passes
      Then the report of the batch shows the problem "key_rejected", and no invoice has one

  Rule: Excluded with a reason
    An invoice that is not to be sent is left out, with who said so and why, until that is taken back.

    Scenario: An excluded invoice is sent by nobody until that is taken back
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And finalized invoices "1001", "1002" and "1003" for the customer "Mallivaara Media Oy"
      And invoice "1002" is excluded because of "sent on paper"
      When the administrator sends all invoices together
      And 1 minute passes
      Then the report of the batch shows
        | sent | excluded |
        | 2    | 1        |
