"""Trackers in: a file becomes candidates with faults, compared with the register. Knows neither database nor Qt."""
