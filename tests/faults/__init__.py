"""The campaign: faults made for real, and what the register is like afterwards. `make faults` runs it all."""
