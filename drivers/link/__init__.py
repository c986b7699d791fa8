"""Byte streams to devices, and the thread that joins a driver to one."""
