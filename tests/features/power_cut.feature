Feature: The power is cut in the middle
  Scenario: The screen says so, comes back by itself, and the line is taken up again
    Given a line with an order of 96 bottles that runs
    And Lin, the line leader, is at the screen
    When the power of the station is cut
    Then the screen says that the station doesn't answer
    When the power is back
    Then the screen comes back by itself
    And the alarm "The station was restarted in the middle of an order" stands, and the line is held
    When Lin logs in again
    And the belt and the open case are emptied
    And she follows the way out to the end
    Then the screen says "Execute"
    And 40 bottles are good
    And no code was printed twice
