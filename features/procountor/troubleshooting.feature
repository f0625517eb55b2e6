Feature: Troubleshooting
  Four symptoms, each with its exact causes. Every cause says what happened, what was done about it and what to do next,
  and goes away by itself once it is solved.

  Rule: Integration won't activate
    The key is wrong, old, somebody else's, or its user may not do enough; or it is not about the key at all.

    Scenario Outline: The exact cause is named
      Given <cause>
      When the administrator activates the integration with the key
      Then Trackifi says "<problem>"
      And the message says "<advice>"
      And the problem leads to "<place>"

      Examples:
        | cause                                                  | problem              | advice                | place     |
        | an API key that was mistyped                           | key_rejected         | Copy the whole key    | the card  |
        | an API key that was revoked in Procountor              | key_rejected         | create a new one      | the card  |
        | an API key made in Procountor for another client ID    | key_rejected         | create a new one      | the card  |
        | an API key whose user was removed in Procountor        | key_rejected         | create a new one      | the card  |
        | an API key of a company that allows no API clients     | key_rejected         | create a new one      | the card  |
        | a whole e-mail in place of the key                     | key_malformed        | Copy the key alone    | the card  |
        | an API key whose user lacks rights to the registers    | right_missing        | to grant them         | Procountor |
        | an API key, but Procountor can't be reached            | provider_unavailable | Try again later       | nowhere   |

    Scenario: A client that Procountor has suspended is Trackifi's to sort out, and no key is asked for
      Given an API key, but Procountor has suspended Trackifi's client
      When the administrator activates the integration with the key
      Then Trackifi says "procountor_client_suspended"
      And the message says "Trackifi settles it with Procountor"
      And the problem leads to "nowhere"

    Scenario: After an outage the same key is entered again and works
      Given an API key, but Procountor can't be reached
      And the administrator has tried to activate
      And Procountor works again
      When the administrator activates the integration with the key
      Then the card shows "Active"

    Scenario: A company that was connected before is not exchanged for another one
      Given the integration is active
      And the integration was disabled
      And an API key of another company
      When the administrator activates the integration with the key
      Then Trackifi says "key_of_other_company"
      And the message says "Testisalo Sivuyritys Oy"
      And the card shows "Disabled"

    Scenario: The advice is there in Finnish, too
      Given the administrator reads Finnish
      And an API key that was mistyped
      When the administrator activates the integration with the key
      Then the message says "ei hyväksy API-avainta"

  Rule: Business partners missing
    Sync Data brings in what is new. What is still missing then is inactive, a private person, or out of the key's reach.

    Scenario: A partner added since the last sync comes with Sync Data
      Given the integration is active
      And the customer partner "Uusi Specimen Oy" was added in Procountor
      When the administrator clicks Sync Data
      Then "Uusi Specimen Oy" is among the business partners

    Scenario Outline: Some partners are left out on purpose
      Given an API key made in Procountor for Trackifi
      When the administrator activates the integration with the key
      Then "<partner>" is not among the business partners

      Examples: Inactive in Procountor
        | partner                |
        | Leikkilä Logistiikka Oy |
        | Leikkilä Foto Tmi       |

      Examples: Private persons
        | partner                  |
        | Testihenkilö Koehovi     |
        | Testihenkilö Mallivaara  |

    Scenario: A partner made active again comes with Sync Data
      Given the integration is active
      And in Procountor the partner "Leikkilä Logistiikka Oy" was made active
      When the administrator clicks Sync Data
      Then "Leikkilä Logistiikka Oy" is among the business partners

    Scenario: A register that the key may not read is named, and nothing that is here is lost
      Given the integration is active
      And the user of the key has no rights to the registers
      And 2 minutes have passed
      When the administrator clicks Sync Data
      Then Trackifi says "right_missing"
      And "Mallivaara Media Oy" is among the business partners

    Scenario: An answer that nobody expected is told with its code, and not used
      Given the integration is active
      And Procountor answers the next sync with a page for people
      When the administrator clicks Sync Data
      Then Trackifi says "unexpected_answer"
      And "Mallivaara Media Oy" is among the business partners

    Scenario: While Procountor can't be reached the partners stay as they were
      Given the integration is active
      And Procountor can't be reached
      When the administrator clicks Sync Data
      Then Trackifi says "provider_unavailable"
      And "Mallivaara Media Oy" is among the business partners

  Rule: Invoice sync failing
    Mostly a link is missing or stale. Otherwise it is the invoice, the partner, or a setting in Procountor.

    @journey
    Scenario: The customer is not linked: the message names the customer and leads to its row
      Given the integration is active
      And a finalized invoice "1001" for the customer "Unlinked Specimen"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "partner_not_linked"
      And the message says "Unlinked Specimen"
      And the problem leads to "the Business Partners tab"
      And nothing was sent to Procountor

    Scenario: Once the customer is linked the invoice goes
      Given the integration is active
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the administrator has clicked Create Procountor Invoice on "1001"
      And the customer "Mallivaara Media Oy" is linked
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" shows "In Procountor, PDF attached"

    Scenario Outline: The linked partner is no longer what it was
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And in Procountor the partner "Mallivaara Media Oy" was <change>
      And data was synced
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "<problem>"

      Examples:
        | change                                             | problem                        |
        | made inactive                                      | link_partner_inactive          |
        | removed                                            | link_partner_gone              |
        | moved to the suppliers                             | link_partner_retyped           |
        | renamed to "Toinen Testiyhtymä Oy"                 | link_partner_renamed           |
        | given to another business, "Toinen Testiyhtymä Oy" | link_partner_other_business_id |

    Scenario: Saving a renamed partner's link again makes it good
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And in Procountor the partner "Mallivaara Media Oy" was renamed to "Toinen Testiyhtymä Oy"
      And data was synced
      When the administrator saves these links
        | business partner      | customer            |
        | Toinen Testiyhtymä Oy | Mallivaara Media Oy |
      Then no link is stale

    Scenario: The integration is not active
      Given a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "not_activated"
      And the problem leads to "the card"

    Scenario Outline: A setting in Procountor stands in the way
      Given <setting>
      And the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "<problem>"
      And Procountor has 0 invoices numbered "1001"

      Examples:
        | setting                                                   | problem              |
        | the company has no bank account in Procountor             | bank_account_missing |
        | the accountant closed the period of 2026-02-28            | period_closed        |
        | the VAT rate "25.5" is no longer in use in Procountor     | vat_rate_not_in_use  |
        | the user of the key may not create sales invoices         | right_missing        |

    Scenario: A right that was granted lets the invoice go
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the user of the key lacked the right when the administrator sent it
      And the right was granted in Procountor
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" shows "In Procountor, PDF attached"

    Scenario: A partner that was removed in Procountor since the last sync is noticed when the invoice arrives
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And in Procountor the partner "Mallivaara Media Oy" was removed
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "link_partner_gone"
      And Procountor has 0 invoices numbered "1001"

    Scenario: A reason that Trackifi does not know is shown in Procountor's own words
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And Procountor will refuse the next invoice for a reason of its own
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "unclassified"
      And the message says "UNABLE_TO_GET_CONNECTION"

    Scenario: An OVT code that Procountor would refuse is told before anything is sent
      Given the customer partner "Testisalo Teollisuus Oyj" has the OVT code "0038" in Procountor
      And the integration is active
      And the customer "Testisalo Teollisuus Oyj" is linked
      And a finalized invoice "1001" for the customer "Testisalo Teollisuus Oyj"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "procountor_ovt_refused" about "Business partner, e-invoice, OVT code"
      And Procountor has 0 invoices numbered "1001"

    Scenario: Too many requests are told, and nothing is lost
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And Procountor asks for a pause of 60 seconds
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "rate_limited"
      And invoice "1001" shows "Will retry"

    Scenario: Too many requests are waited out
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And Procountor asks for a pause of 60 seconds
      And the administrator has clicked Create Procountor Invoice on "1001"
      When 5 minutes pass
      Then invoice "1001" shows "In Procountor, PDF attached"

  Rule: PDF attachment errors
    The feature is off, the file is not what it should be, or Procountor refused it. The invoice itself stands.

    Scenario: The Documents feature is off
      Given the Documents feature is off in Procountor
      And the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" has the problem "documents_off"
      And Procountor has 1 invoice numbered "1001"

    Scenario: The Documents feature was switched off since the activation
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the Documents feature is off in Procountor
      And 10 minutes have passed
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" has the problem "documents_off"

    Scenario Outline: The file can't be sent
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And its PDF is <file>
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "<problem>"
      And the message says "<advice>"

      Examples:
        | file                         | problem            | advice               |
        | a picture                    | document_not_pdf   | Create the invoice's PDF anew |
        | larger than 10,000,000 bytes | document_too_large | Create a smaller PDF |

    Scenario: The invoice has no PDF yet
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" without a PDF for the customer "Mallivaara Media Oy"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "document_missing"
      And nothing was sent to Procountor

    Scenario: Procountor refuses the file, and the invoice stands
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And Procountor will refuse the next PDF
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" shows "In Procountor, PDF missing"
      And invoice "1001" has the problem "procountor_pdf_refused"

    Scenario: The key's user may not add the file
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And the accountant has locked the invoice against new files
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" shows "In Procountor, PDF missing"
      And invoice "1001" has the problem "procountor_attachment_forbidden"

    Scenario: A refused PDF is replaced by the present one and retried
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      And Procountor refused its PDF when the administrator sent it
      When the administrator retries the PDF of "1001"
      Then invoice "1001" shows "In Procountor, PDF attached"
      And Procountor has 1 invoice numbered "1001"
