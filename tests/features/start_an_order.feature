Feature: A shift begins
  An operator who has never seen Packline starts the order that planning has put on the line.

  Scenario: The order of the day is started, and the first bottle is checked
    Given a line with an order of 48 bottles
    And Lin, the line leader, is at the screen
    Then the screen says "Idle"
    When she presses Start
    Then the screen says "Execute"
    And the first article is found good
    And 24 bottles are good and a case is closed

  Scenario: Nobody who isn't logged in starts a line
    Given a line with an order of 48 bottles
    And nobody is logged in at the screen
    When somebody presses Start
    Then the screen says why not: "Log in as operator / line leader / QA."
    And the screen says "Idle"
