Feature: Step 4: Link business partners to customers
  In the Business Partners tab each partner gets the customer it is, and Save keeps the choices. Customers are linked to
  customer partners, freelancers to suppliers, each to one.

  @journey
  Scenario: A saved link is shown in the partner's row
    Given the integration is active
    And the customer "Specimen Media" of Trackifi
    When the administrator saves these links
      | business partner    | customer       |
      | Mallivaara Media Oy | Specimen Media |
    Then "Mallivaara Media Oy" is linked to "Specimen Media"

  Scenario: Freelancers are linked to suppliers in the same tab
    Given the integration is active
    And the freelancer "Aino Specimen" of Trackifi
    When the administrator saves these links
      | business partner | freelancer    |
      | Aino Koehovi Tmi | Aino Specimen |
    Then "Aino Koehovi Tmi" is linked to "Aino Specimen"

  Scenario: A link can be taken away again
    Given the integration is active
    And the customer "Specimen Media" is linked to the business partner "Mallivaara Media Oy"
    When the administrator saves these links
      | business partner    | customer |
      | Mallivaara Media Oy | nothing  |
    Then "Mallivaara Media Oy" is linked to nobody

  Scenario: A customer moves to another partner in one Save
    Given the integration is active
    And the customer "Specimen Media" is linked to the business partner "Mallivaara Media Oy"
    When the administrator saves these links
      | business partner       | customer       |
      | Mallivaara Media Oy    | nothing        |
      | Esimerkkilä Energia Oy | Specimen Media |
    Then "Esimerkkilä Energia Oy" is linked to "Specimen Media"
    And "Mallivaara Media Oy" is linked to nobody

  Scenario: The same customer on two rows is not guessed; the clear rows are saved
    Given the integration is active
    And the customer "Specimen Energy" of Trackifi
    And the customer "Specimen Media" of Trackifi
    When the administrator saves these links
      | business partner       | customer        |
      | Mallivaara Media Oy    | Specimen Media  |
      | Hiekkala Rakennus Oy   | Specimen Media  |
      | Esimerkkilä Energia Oy | Specimen Energy |
    Then Trackifi says "link_chosen_twice"
    And "Esimerkkilä Energia Oy" is linked to "Specimen Energy"

  Scenario: A customer who is linked already keeps the earlier link
    Given the integration is active
    And the customer "Specimen Media" is linked to the business partner "Mallivaara Media Oy"
    When the administrator saves these links
      | business partner     | customer       |
      | Hiekkala Rakennus Oy | Specimen Media |
    Then Trackifi says "link_party_taken"
    And "Mallivaara Media Oy" is linked to "Specimen Media"
    And "Hiekkala Rakennus Oy" is linked to nobody

  @inside
  Scenario: A freelancer is not linked to a customer partner
    Given the integration is active
    And the freelancer "Aino Specimen" of Trackifi
    When the administrator saves these links
      | business partner    | freelancer    |
      | Mallivaara Media Oy | Aino Specimen |
    Then Trackifi says "link_wrong_register"
    And "Mallivaara Media Oy" is linked to nobody

  Rule: Auto-matching
    Trackifi suggests which customer a partner is, with a reason and how sure it is. A suggestion is never a link: a
    person reviews and saves it.

    Scenario Outline: A suggestion says how sure it is and why
      Given the integration is active
      And the customer "<customer>" with business ID "<business ID>"
      When the administrator opens the Business Partners tab
      Then "<partner>" is suggested to be "<customer>", "<strength>"

      Examples:
        | partner                | customer                 | business ID | strength |
        | Mallivaara Media Oy    | Specimen Viestintä       | 9100034-7   | certain  |
        | Mallivaara Media Oy    | Mallivaara Media Oy      | 9100034-7   | certain  |
        | Kokeilukoski Ohjelmistot Oy | KOKEILUKOSKI OHJELMISTOT OY |   | certain  |
        | Hiekkala Rakennus Oy   | HIEKKALA RAKENNUS OY     |             | likely   |
        | Esimerkkilä Energia Oy | Esimerkila Energia       |             | likely   |

    Scenario: A customer like no partner is not suggested
      Given the integration is active
      And the customer "Aivan Muu Specimen" of Trackifi
      When the administrator opens the Business Partners tab
      Then "Mallivaara Media Oy" is suggested to be nobody

    Scenario: A suggestion links nothing until somebody saves it
      Given the integration is active
      And the customer "Mallivaara Media Oy" of Trackifi
      When the administrator opens the Business Partners tab
      Then "Mallivaara Media Oy" is linked to nobody
