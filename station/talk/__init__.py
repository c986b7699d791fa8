"""What a screen and the station say to each other, and both ends of the local socket between them.

Not responsible for what a request does (`station.door`) nor for how anything looks (`ui`).
"""
