"""Measurements of Packline's parts that a plant can repeat on its own PC (`packline bench`)."""
