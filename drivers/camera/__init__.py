"""Cameras that only take pictures: where pictures come from, and reading the codes in them."""
