Feature: Procountor Integration
  Trackifi and Procountor are connected once; from then on business partners come over, and invoices go over, without
  anybody typing them a second time.

  Rule: Features
    Three things: business partners are brought in and linked, customer and freelancer invoices are sent, and their PDFs
    go along where the Documents feature is in use.

    Scenario: Before the set-up the Procountor card is there and not connected
      Given Trackifi without a connection to Procountor
      When the administrator opens the Procountor card
      Then the card shows "Not connected"

    Scenario Outline: All three features work once the integration is set up
      Given the integration is active
      And the <party> "<name>" is linked
      And <invoice> "2001" <direction> the <party> "<name>"
      When the administrator clicks Create Procountor Invoice on "2001"
      Then invoice "2001" shows "In Procountor, PDF attached"
      And Procountor has 1 invoice numbered "2001"
      And Procountor has 1 PDF on invoice "2001"

      Examples:
        | party      | name                | invoice             | direction |
        | customer   | Mallivaara Media Oy | a finalized invoice | for       |
        | freelancer | Studio Hiekkala Oy  | an approved invoice | from      |

  Rule: Setup Overview
    Four steps lead there. The second one is optional: without it invoices go, and their PDFs wait.

    @journey
    Scenario: After the four steps the first invoice is in Procountor with its PDF
      Given the Documents feature is on in Procountor
      And the integration is active
      And the customer "Koehovi Konsultointi Oy" is linked to the business partner "9100001-3"
      And a finalized invoice "1001" for the customer "Koehovi Konsultointi Oy"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" shows "In Procountor, PDF attached"

    Scenario: Without the optional second step the invoice goes and its PDF waits
      Given the Documents feature is off in Procountor
      And the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" shows "In Procountor, PDF missing"
      And invoice "1001" has the problem "documents_off"
