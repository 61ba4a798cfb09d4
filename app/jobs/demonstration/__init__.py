"""The demonstration's contents: invented groups, people and work at published magnitudes, from one seed."""
