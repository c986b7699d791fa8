"""Labels as data, and the symbols on them: what is drawn, not how a printer is spoken to."""
