Feature: The PLC is lost
  Scenario: Its cable is pulled, the belt stands, and the line is taken up again
    Given a line with an order of 96 bottles that runs
    And Lin, the line leader, is at the screen
    When the cable of the PLC is pulled
    Then the alarm "A device doesn't answer" stands, and the line is held
    When the cable of the PLC is put back
    Then the alarm goes by itself
    And she starts it again if it stands
    And 40 bottles are good
    And no code was printed twice
