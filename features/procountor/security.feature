Feature: Security
  What Trackifi keeps, how it travels, what it reads, and what it leaves alone.

  Rule: Keys are encrypted
    A key is written once and read by nobody: not in the database, not in a file, not in a log, not in a message.

    @secrets
    Scenario: A key in use can't be read anywhere
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then the key is nowhere to be read

    @secrets
    Scenario: A key that was refused is not kept
      Given an API key that was revoked in Procountor
      When the administrator activates the integration with the key
      Then Trackifi holds no key
      And the key is nowhere to be read

    Scenario: A stored key that can't be opened any more is asked for again
      Given the integration is active
      And the installation has lost the keys it encrypts with
      When the administrator clicks Sync Data
      Then Trackifi says "key_unreadable"
      And the problem leads to "the card"

  Rule: Only encrypted connections
    Everything travels by HTTPS. The one exception is a Procountor on the same machine, for trying things out.

    Scenario: An address elsewhere without encryption is refused before anything leaves
      Given the installation is set to an unencrypted address in the network
      And an API key made in Procountor for Trackifi
      When the administrator activates the integration with the key
      Then Trackifi says "procountor_setting_invalid"
      And Procountor has received no request

  Rule: Only what is needed is read
    The company, its registers of customers, suppliers and products, and what an invoice depends on. No private persons,
    no ledgers, no salaries.

    @secrets
    Scenario: Private persons are never stored
      Given the integration is active
      When the administrator clicks Sync Data
      Then "Testihenkilö Koehovi" is nowhere to be read

    Scenario: The rights that the guide lists are enough for everything
      Given the user of the key has the rights that the guide lists, and no other
      And the integration was activated, synced, used to send both kinds of invoices, and disabled
      When the administrator opens the Procountor card
      Then Procountor's log shows only announced reads, new invoices and new PDFs

    Scenario: Procountor's log shows the reads that were announced, and no other
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Procountor's log shows only announced reads, new invoices and new PDFs

    Scenario: Each company of Trackifi meets its own Procountor company and no other
      Given the integration is active
      And another company of Trackifi is connected to "Testisalo Sivuyritys Oy"
      When the other company's administrator opens the Business Partners tab
      Then "Sivuyrityksen Mallivaara Media Oy" is among the business partners
      And "Mallivaara Media Oy" is not among the business partners

    @journey
    Scenario: A link of one company is no link of another
      Given the integration is active
      And the customer "Specimen Media" is linked to the business partner "Mallivaara Media Oy"
      And another company of Trackifi is connected to "Testisalo Sivuyritys Oy"
      When the other company's administrator opens the Business Partners tab
      Then "Sivuyrityksen Mallivaara Media Oy" is linked to nobody

  Rule: Nothing in Procountor is modified
    Invoices and their PDFs are added. What was there before stays as it was, to the letter.

    Scenario: After everything Trackifi can do, all that was there before is unchanged
      Given a Procountor company with an invoice of its own
      And the integration was activated, synced, used to send both kinds of invoices, and disabled
      When the administrator opens the Procountor card
      Then everything that was in Procountor before is unchanged
      And Procountor's log shows only announced reads, new invoices and new PDFs

    Scenario: Invoices are left unfinished: approving and sending on is the accountant's
      Given the integration is active
      And the customer "Mallivaara Media Oy" is linked
      And a finalized invoice "1001" for the customer "Mallivaara Media Oy"
      When the administrator clicks Create Procountor Invoice on "1001"
      Then invoice "1001" is unfinished in Procountor
