"""The conveyor that joins the twins: products, belt, packer, labeller, palletiser, all physical.

It knows what a real hall knows: where each product is and what was inked on it. It never asks the
station's database, so its tape and its cases are the truth that the database is held against.
"""
