"""A whole shift from one seed: the real station under a virtual clock, links and disk replaced.

The core, the loop, the store, the wiring and the drivers are those of production; their devices are
the wire-level twins; people, belt and platform are played. Nothing here sleeps, opens a socket or
draws from anything but the seed, so the same seed is the same shift, fault by fault.
"""
