"""How Packline looks: colours, sizes by millimetres, and the style sheet made of both."""
