Feature: A wrong label on a case
  Scenario: The printer repeats a label, and the case that carries it is quarantined until it is right
    Given a line with an order of 96 bottles that runs
    And Lin, the line leader, is at the screen
    When the case printer repeats its last label
    Then the alarm "The label is not the one of this container; it is quarantined" stands, and the line is held
    And the screen names the quarantined case
    When somebody puts the right label on
    And she follows the way out to "Read again" and presses it
    Then the alarm goes by itself
    And no case is quarantined any more
