Feature: A case doesn't hold what the queue says
  Scenario: The case is quarantined, and freed by scanning what is really in it
    Given a line that packs by queue, with an order of 96 bottles that runs
    And Lin, the line leader, is at the screen
    When somebody changes the last bottle of a case for the next one
    Then the alarm "The case doesn't hold what the queue says; it is quarantined" stands, and the line is held
    And the screen names the quarantined case
    When she scans every bottle of that case
    Then the alarm goes by itself
    And no case is quarantined any more
    When the case that got the other bottle is held, she scans it as well
    Then 2 cases have their labels read
