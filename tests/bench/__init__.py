"""The bench: what the product takes, against a floor measured in the same run. `make bench`."""
