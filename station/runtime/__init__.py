"""Clock, inbox, the loop, and the wiring of devices to the roles of a line."""
