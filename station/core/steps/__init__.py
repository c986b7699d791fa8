"""The steps of the line: one file a place, one function an event. Only `line.step` calls them."""
