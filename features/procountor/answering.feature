Feature: Questions that only a person can answer
  Trackifi asks when it can't tell by itself whether an invoice is in Procountor: the number is taken, or nothing could be
  proven. There are three answers. Who gave which of them, and when, stays in the history.

  Rule: It is there
    Nothing is sent. The invoice that is named is read in Procountor before it is believed; what differs is shown first.

    @journey
    Scenario: An invoice that the accountant entered by hand is taken for this one once that is confirmed
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the accountant entered an invoice "1001" by hand
      And the administrator has clicked Create Procountor Invoice on "1001"
      When the administrator answers that "1001" is the invoice of that number, whatever differs
      Then invoice "1001" shows "In Procountor, PDF missing"

    Scenario: What differs is shown before it is believed
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the accountant entered an invoice "1001" by hand
      And the administrator has clicked Create Procountor Invoice on "1001"
      When the administrator answers that "1001" is the invoice of that number in Procountor
      Then Trackifi says "found_differs"

    Scenario: A number that is not in Procountor is not believed
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the accountant entered an invoice "1001" by hand
      And the administrator has clicked Create Procountor Invoice on "1001"
      When the administrator answers that "1001" is number "999999" in Procountor
      Then Trackifi says "answer_not_there"

  Rule: It isn't, send it
    A person's word takes the place of the proof, for one more attempt. It is looked for once more all the same.

    Scenario: An invoice of which nothing could be proven is sent on a person's word
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" was sent, but was lost on its way
      And 5 hours have passed
      When the administrator answers "It isn't, send it" for "1001"
      Then Procountor has 1 invoice numbered "1001" and its PDF

    Scenario: Beside another invoice of the number it is sent when the person has seen that one
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the accountant entered an invoice "1001" by hand
      And the administrator has clicked Create Procountor Invoice on "1001"
      When the administrator answers "It isn't, send it" for "1001"
      Then Procountor has 2 invoices numbered "1001"

    Scenario: What was invalidated in Procountor is booked again for a reason
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" was found invalidated after its answer had been lost
      When the administrator answers "It isn't, send it" for "1001" because "it was invalidated by mistake"
      Then Procountor has 2 invoices numbered "1001"

    Scenario: Without a reason nothing is booked again
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And invoice "1001" was found invalidated after its answer had been lost
      When the administrator answers "It isn't, send it" for "1001"
      Then Trackifi says "answer_reason_unfit"
      And Procountor has 1 invoice numbered "1001"

  Rule: It is another invoice of that number
    Who numbers invoices anew each year has the number in Procountor already. Nothing is taken for this one that is of
    another day: both are shown, and a person says that they are two.

    Scenario: Last year's invoice of the number is not taken for this one
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And last year's invoice "1001" of the same customer over the same sum is in Procountor, paid
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "number_taken"
      And the message says "Look at both"

    Scenario: Both sides are shown with what differs
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And last year's invoice "1001" of the same customer over the same sum is in Procountor, paid
      And the administrator has clicked Create Procountor Invoice on "1001"
      When the administrator answers that "1001" is the invoice of that number in Procountor
      Then Trackifi says "found_differs" about "Invoice date"

    Scenario: Once a person has said that it is another one, this one is sent with its own PDF
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And last year's invoice "1001" of the same customer over the same sum is in Procountor, paid
      And the administrator has clicked Create Procountor Invoice on "1001"
      When the administrator answers "It isn't, send it" for "1001"
      Then Procountor has 2 invoices numbered "1001"

    Scenario: A freelancer's number of another year is a question
      Given the integration is active
      And the freelancer "Studio Hiekkala Oy" is linked
      And the freelancer's invoice "1" has been sent, and there is another "1" of the next year
      When the administrator clicks Create Procountor Invoice on "1"
      Then Trackifi says "number_of_another_year"
      And the message says "answer: another invoice of that number"

    @journey
    Scenario: A freelancer who begins at 1 each year has both booked, on a person's word
      Given the integration is active
      And the freelancer "Studio Hiekkala Oy" is linked
      And the freelancer's invoice "1" has been sent, and there is another "1" of the next year
      And the administrator has clicked Create Procountor Invoice on "1"
      When the administrator answers "It is another one, send it" for "1"
      Then Procountor has 2 invoices numbered "1"

  Rule: Leave it
    Nothing is sent, and nothing is touched. The question stays, and can be asked again.

    Scenario: What is left alone is not sent
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the accountant entered an invoice "1001" by hand
      And the administrator has clicked Create Procountor Invoice on "1001"
      When the administrator answers "Leave it" for "1001"
      Then nothing was sent to Procountor
