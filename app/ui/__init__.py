"""The desk: the only layer that knows Qt."""
