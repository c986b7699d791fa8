Feature: A screen dies
  Scenario: The line goes on without it, and another screen takes over
    Given a line with an order of 96 bottles that runs
    And Lin, the line leader, is at the screen
    When the screen dies
    Then bottles go on being counted
    And nobody controls the line
