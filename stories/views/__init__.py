"""Doors: reading.py for whoever reads, desk.py for whoever writes."""
