Feature: The camera is lost
  Scenario: A cable is pulled, and what passed meanwhile is rejected and not lost
    Given a line with an order of 96 bottles that runs
    And Lin, the line leader, is at the screen
    When the cable of the camera is pulled
    Then the alarm "A device doesn't answer" stands, and the line is held
    When the cable of the camera is put back
    Then the alarm goes by itself
    And she starts it again if it stands
    And 60 bottles are good
    And no code was printed twice
