"""The composition root: files become devices, roles, an order and a running station.

With `station.cli`, `station.commands` and `station.demo`, the only place that may import every
package.
"""
