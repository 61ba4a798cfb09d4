"""Trackers in: a file becomes candidates with faults, compared with the register."""
