"""Finished batches to the brand's cloud platform, safely repeatable."""
