"""One file a page of the screen; each shows what the station says and asks for what is pressed."""
