"""What the station answers its screens: one file of acts a screen, behind one front desk.

Part of the composition root. Not responsible for rights (`runtime.service`), nor for how it gets
there and back (`talk`).
"""
