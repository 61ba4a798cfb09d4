"""Long work across layers: issue a pack, take in a file; progress is passed in."""
