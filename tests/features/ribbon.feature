Feature: The ribbon runs out
  Scenario: The case printer is out of ribbon, and the line goes on by itself afterwards
    Given a line with an order of 96 bottles that runs
    And Lin, the line leader, is at the screen
    When the ribbon of the case printer runs out
    Then the alarm "A printer can't print" stands, and the line is held
    And the way out of it names the ribbon
    When somebody puts in a new ribbon
    Then the alarm goes by itself
    And 2 cases have their labels read
    And no code was printed twice
