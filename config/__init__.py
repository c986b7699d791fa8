"""Product and line files: their schema, their reading, and files ready to use."""
