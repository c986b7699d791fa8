"""The demonstration: a whole line with simulated devices and people, in one command.

It marks everything that it makes as a demonstration and talks to nothing but this computer.
"""
