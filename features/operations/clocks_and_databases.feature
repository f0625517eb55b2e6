Feature: Clocks and databases
  What the installation runs on may fail: a computer's clock is wrong, or the database can't be used. What is in the way
  is said with what to do, and nothing is sent meanwhile.

  Background:
    Given the integration is active
    And the customer "Mallivaara Media Oy" is linked
    And a finalized invoice "1001" for the customer "Mallivaara Media Oy"

  Rule: A clock that is wrong sends nothing
    Everything goes by the database's clock. A computer that differs from it by more than two seconds waits.

    @inside
    Scenario: A computer whose clock is off says so
      Given the clock of Trackifi's computer is 20 minutes ahead of its database's
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "clock_apart"
      And the message says "1200 seconds"
      And the message says "sets the clock right (NTP); invoices then go by themselves"
      And Procountor has 0 invoices numbered "1001"

    @inside
    Scenario: Once the clock is right the invoice goes by itself
      Given the clock of Trackifi's computer is 20 minutes ahead of its database's
      And the administrator has clicked Create Procountor Invoice on "1001"
      And that clock was put right
      When 2 minutes pass
      Then Procountor has 1 invoice numbered "1001" and its PDF

  Rule: A database that can't be written sends nothing
    What is to be sent is written down first. When that is not possible it is said why.

    @inside
    Scenario: Something else holds the database
      Given something else holds Trackifi's database
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "database_busy"
      And the message says "Try again in a minute"
      And Procountor has 0 invoices numbered "1001"

    @inside
    Scenario: A full disk is called a full disk
      Given the disk of Trackifi's server is full
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Trackifi says "storage_full"
      And the message says "The disk of Trackifi's server is full"
      And the message says "makes room on the disk"
      And Procountor has 0 invoices numbered "1001"

    @inside
    Scenario: Once there is room the invoice is sent once
      Given the disk of Trackifi's server is full
      And the administrator has clicked Create Procountor Invoice on "1001"
      And room was made on the disk
      When the administrator clicks Create Procountor Invoice on "1001"
      Then Procountor has 1 invoice numbered "1001" and its PDF
