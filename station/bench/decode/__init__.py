"""How many codes Packline's camera reader finds, how fast, and against which decoders."""
