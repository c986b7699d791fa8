Feature: A broken bottle in a case
  Scenario: QA replaces it by a good one, and its code is void
    Given a line with an order of 72 bottles that runs
    And 2 cases have their labels read
    And a good bottle stands on the rework table
    And Wang of QA is at a second screen
    When she scans the broken bottle of the first case
    Then the page tells that it is in a case
    When she replaces it by the good one and scans the case's label
    Then the broken bottle's code is void
    And the good bottle is in the first case
