"""The line as computation only: no clock, no randomness, no SQL, no threads, no sockets."""
