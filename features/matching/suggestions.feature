Feature: Suggestions a bookkeeper can trust
  A suggestion says which business partner may be which customer, how sure that is, and why.
  Only something equal is certain; anything merely alike is likely. Nothing is linked until a person saves it.

  Rule: Something equal, on exactly one customer, is certain

    Scenario Outline: Certain: <why>
      Given the customer "<customer>" with business ID "<customer id>"
      When the business partner "<partner>" with business ID "<partner id>" is matched
      Then it is suggested as certain because "<reason>"

      Examples: Identifiers
        | why                                | partner               | partner id | customer              | customer id | reason                      |
        | The business ID is the same        | Uusinimi Esimerkki Oy | 9000003-8  | Testaamo Esimerkki Oy | 9000003-8   | Same business ID 9000003-8. |
        | A VAT number holds the business ID | Uusinimi Esimerkki Oy | FI90000038 | Testaamo Esimerkki Oy | 9000003-8   | Same business ID 9000003-8. |

      Examples: Names
        | why                                 | partner                                   | partner id | customer                     | customer id | reason                                                                                         |
        | Only case and blanks differ         | TESTAAMO  ESIMERKKI OY                    |            | Testaamo Esimerkki Oy        |             | Same name.                                                                                     |
        | The legal form is left out          | Testaamo Esimerkki                        |            | Testaamo Esimerkki Oy        |             | Same name apart from legal form, case or punctuation.                                          |
        | The legal form is written otherwise | Oy Testaamo-Esimerkki Ab                  |            | Testaamo Esimerkki Oy        |             | Same name apart from legal form, case or punctuation.                                          |
        | A department follows the name       | Testaamo Esimerkki Oy / Ostolaskut        |            | Testaamo Esimerkki Oy        |             | Same name; what is added (ostolaskut) is a department, a payee, a former name or initials.     |
        | A former name follows the name      | Testaamo Esimerkki Oy (entinen Koeala Oy) |            | Testaamo Esimerkki Oy        |             | Same name; what is added (entinen koeala) is a department, a payee, a former name or initials. |
        | The initials repeat the name        | Esimerkkialan Testiliitto ET              |            | Esimerkkialan Testiliitto ry |             | Same name; what is added (et) is a department, a payee, a former name or initials.             |

    Scenario: The customer number is the same and the names agree
      Given the customer "Testaamo Esimerkki Oy" with customer number "10017"
      When the business partner "Testaamo Esimerki Oy" with customer number "10017" is matched
      Then it is suggested as certain because "Same customer number 10017, and the names agree."

    Scenario: The e-invoice address is the same and the names agree
      Given the customer "Testaamo Esimerkki Oy" with e-invoice address "TE00390000034"
      When the business partner "Testaamo Esimerki Oy" with e-invoice address "TE00390000034" is matched
      Then it is suggested as certain because "Same e-invoice address TE00390000034."

  Rule: Something alike is likely, and its reason says what to look at

    Scenario Outline: Likely: <why>
      Given the customer "<customer>" with business ID ""
      When the business partner "<partner>" with business ID "" is matched
      Then it is suggested as likely because "<reason>"

      Examples:
        | why                                          | partner                | customer                | reason                                                                    |
        | The legal forms are of two kinds             | Testaamo Esimerkki Ky  | Testaamo Esimerkki Oy   | Same name, different legal form: ky and oy.                               |
        | A person's name, in either order             | Esimerkkinen Maija tmi | Tmi Maija Esimerkkinen  | Same person's name; a name alone does not tell two people apart.          |
        | One short word without its dots              | Saasto Oy              | Säästö Oy               | Same name, but some letters are written with and without dots or accents. |
        | One half of a double name                    | Koeala                 | Testaamo - Koeala       | Same as one of the names in the row: Testaamo - Koeala.                   |
        | One name within the other, one of them short | Esimerkkila            | Esimerkkila Palvelut Oy | One name contains the other; extra words: palvelut.                       |
        | A misspelling                                | Testaamo Esimrekki Oy  | Testaamo Esimerkki Oy   | Similar names (96 of 100): esimrekki, esimerkki.                                                |

      Examples: The same name, and yet a doubt
        | why                                        | partner                    | customer                 | reason                                                                      |
        | Each row adds something else               | Koeala Oy, Testikylä       | Koeala Oy, Koekylä       | Same name, but testikylä is added to one and koekylä to the other.          |
        | An estate or a branch may pay for itself   | Koeala Oy, konkurssipesä   | Koeala Oy                | Same name, but an estate or a branch (konkurssipesä) may be another payer.  |
        | One word and a bracket name several        | Testaamo (Koekylä) Limited | Testaamo (Koekylä) Ltd   | Same name, written otherwise: one word and what stands in brackets may name several businesses. |
        | Figures are divided otherwise              | Asunto Oy Testikatu 1 1    | Asunto Oy Testikatu 11   | Same letters and figures, but divided into words otherwise.                 |
        | Two words in another order                 | Koenen Vbnjk               | Vbnjk Koenen             | Same two words in another order: perhaps a person's name.                   |
        | A word that stands for no customer         | Käteisasiakas              | Käteisasiakas            | Same name, but too short or too general to be sure.                         |
        | A letter of another alphabet               | Tеstaamo Esimerkki Oy      | Testaamo Esimerkki Oy    | Looks the same, but letters of another alphabet are in tеstaamo.            |

    Scenario: Two customers have the name
      Given the customer "Testaamo Esimerkki Oy" with business ID ""
      And the customer "Testaamo-Esimerkki Oy" with business ID ""
      When the business partner "Testaamo Esimerkki" with business ID "" is matched
      Then it is suggested as likely because "Same name on 2 customers: choose the right one."

    Scenario: The row names two customers
      Given the customer "Testaamo Esimerkki Oy" with business ID ""
      And the customer "Koeala Rahoitus Oy" with business ID ""
      When the business partner "Testaamo Esimerkki Oy / Koeala Rahoitus Oy" with business ID "" is matched
      Then it is suggested as likely because "Same as one of two customers the row names; the other is Koeala Rahoitus Oy."

    Scenario: The e-invoice address is the same, the names are not
      Given the customer "Testaamo Esimerkki Oy" with e-invoice address "TE00390000034"
      When the business partner "Koeala Oy" with e-invoice address "TE00390000034" is matched
      Then it is suggested as likely because "Same address TE00390000034, different name: renamed, or a shared address."

    Scenario: The business ID says one customer, the name another
      Given the customer "Koeala Oy" with business ID "9000003-8"
      And the customer "Testaamo Esimerkki Oy" with business ID "9000004-6"
      When the business partner "Testaamo Esimerkki Oy" with business ID "9000003-8" is matched
      Then it is suggested as likely because "Same number 9000003-8, another name; Testaamo Esimerkki Oy has this name and another number: perhaps mixed up."

    Scenario: A number from a register whose check digit is not known here
      Given the customer "Testaamo Esimerkki Limited" with business ID "SC123456"
      When the business partner "Koeala Limited" with business ID "SC123456" is matched
      Then it is suggested as likely because "Same number SC123456; its check digit is not known here."

  Rule: A name that two companies carry makes nobody certain, whatever their numbers

    Scenario Outline: Another business partner has the name: <why>
      Given the customer "<customer>" with business ID "<customer id>"
      And another business partner "<other>" with business ID "<other id>"
      When the business partner "Koehovi Konsultointi Oy" with business ID "<partner id>" is matched
      Then it is suggested as likely because "Same name, but another business partner has it, too, and is another company: <told>."

      Examples:
        | why                                         | customer                | customer id | other                   | other id  | partner id | told                                 |
        | Their business IDs are different            | Koehovi Konsultointi    |             | Koehovi Konsultointi Oy | 9000004-6 | 9000003-8  | Koehovi Konsultointi Oy, 9000004-6   |
        | The other one is spelt otherwise            | Koehovi Konsultointi Oy |             | KONSULTOINTI KOEHOVI    | 9000004-6 | 9000003-8  | KONSULTOINTI KOEHOVI, 9000004-6      |
        | The other one has a legal form of its own   | Koehovi Konsultointi Oy |             | Koehovi Konsultointi Ky |           |            | Koehovi Konsultointi Ky              |
        | The other one's number is not the customer's | Koehovi Konsultointi Oy | 9000003-8   | Koehovi Konsultointi    | 9000004-6 |            | Koehovi Konsultointi, 9000004-6      |

    Scenario: The same company twice in the register is no rival
      Given the customer "Koehovi Konsultointi Oy" with business ID ""
      And another business partner "KOEHOVI KONSULTOINTI" with business ID "9000003-8"
      When the business partner "Koehovi Konsultointi Oy" with business ID "9000003-8" is matched
      Then it is suggested as certain because "Same name."

    Scenario: The business ID is certain all the same
      Given the customer "Koehovi Konsultointi Oy" with business ID "9000003-8"
      And another business partner "Koehovi Konsultointi Oy" with business ID "9000004-6"
      When the business partner "Koehovi Konsultointi Oy" with business ID "9000003-8" is matched
      Then it is suggested as certain because "Same business ID 9000003-8."

    Scenario: Another customer has the name and a number that is not the partner's
      Given the customer "Koehovi Konsultointi" with business ID ""
      And the customer "Koehovi Konsultointi Oy" with business ID "9000004-6"
      When the business partner "Koehovi Konsultointi Oy" with business ID "9000003-8" is matched
      Then it is suggested as likely because "Same name, but another one here has it, too: Koehovi Konsultointi Oy, 9000004-6. Choose the right one."

    Scenario: A customer of that name is linked already
      Given the customer "Koehovi Konsultointi" with business ID ""
      And the customer "Koehovi Konsultointi Oy" with business ID ""
      And "Koehovi Konsultointi Oy" is linked to another business partner
      When the business partner "Koehovi Konsultointi" with business ID "" is matched
      Then it is suggested as likely because "Same name, but another one here has it, too: Koehovi Konsultointi Oy. Choose the right one."

    Scenario: The towns are different
      Given the customer "Koehovi Konsultointi Oy" in "Turku"
      When the business partner "Koehovi Konsultointi Oy" in "Oulu" is matched
      Then it is suggested as likely because "Same name, different towns: Oulu and Turku."

    Scenario: A town has two names
      Given the customer "Koehovi Konsultointi Oy" in "Åbo"
      When the business partner "Koehovi Konsultointi Oy" in "TURKU" is matched
      Then it is suggested as certain because "Same name."

    Scenario: Numbers of two registers contradict each other
      Given the customer "Koehovi Konsultointi Oy" with business ID "DE136695976"
      When the business partner "Koehovi Konsultointi Oy" with business ID "9000003-8" is matched
      Then it is suggested as likely because "Same name, different numbers: 9000003-8 and DE136695976."

  Rule: Some pairs are never suggested

    Scenario Outline: Never: <why>
      Given the customer "<customer>" with business ID "<customer id>"
      When the business partner "<partner>" with business ID "<partner id>" is matched
      Then nothing is suggested

      Examples:
        | why                                | partner                       | partner id | customer              | customer id |
        | The business IDs say two companies | Testaamo Esimerkki Oy         | 9000003-8  | Testaamo Esimerkki Oy | 9000004-6   |
        | A sister company has one word more | Testaamo Esimerkki Holding Oy |            | Testaamo Esimerkki Oy |             |
        | A sister company has a number      | Testaamo Esimerkki 2 Oy       |            | Testaamo Esimerkki Oy |             |
        | A name that is only a legal form   | Toiminimi                     |            | Testaamo Esimerkki Oy |             |
        | A word begins otherwise            | Koealaliitto ry               |            | Testialaliitto ry     |             |
        | A region has its own association   | Pirkanmaan Esimerkkiala ry    |            | Esimerkkiala ry       |             |

    Scenario: A rejected suggestion stays rejected
      Given the customer "Testaamo Esimerkki Oy" with business ID ""
      And a person rejected "Testaamo Esimerkki Oy" for the business partner "Testaamo Esimerkki"
      When the business partner "Testaamo Esimerkki" with business ID "" is matched
      Then nothing is suggested

    Scenario: A linked customer is suggested to nobody else
      Given the customer "Testaamo Esimerkki Oy" with business ID ""
      And "Testaamo Esimerkki Oy" is linked to another business partner
      When the business partner "Testaamo Esimerkki" with business ID "" is matched
      Then nothing is suggested

  Rule: What cannot be right is not used, and that is said

    Scenario: A business ID with a wrong check digit
      Given the customer "Testaamo Esimerkki Oy" with business ID "9000003-8"
      When the business partner "Testaamo Esimerkki Oy" with business ID "9000003-5" is matched
      Then it is suggested as certain because "Same name. Not used, wrong check digit: 9000003-5."

    Scenario: The reason in Finnish
      Given the customer "Testaamo Esimerkki Oy" with business ID "9000003-8"
      When the business partner "Koeala Oy" with business ID "9000003-8" is matched
      Then the reason in Finnish is "Sama Y-tunnus 9000003-8."
