Feature: Change-over with a partial case
  Scenario: The next order waits; what stands open of this one is settled point by point
    Given a line with an order of 30 bottles that runs
    And Lin, the line leader, is at the screen
    And the order "WO-2" waits
    And the last bottle is on the belt
    When she asks to change over to "WO-2"
    Then the checklist says that an open container stands open
    When she settles each point of the checklist
    And she presses Change over
    Then the order on the line is "WO-2"
    And a part case of the first order is on record
