"""A platform to try uploads with: a real HTTP server with a database of its own."""
