"""What the touchscreen costs beside the line."""
