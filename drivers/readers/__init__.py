"""Fixed readers and scanners, one wire protocol a file."""
