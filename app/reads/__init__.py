"""What can be asked: queries that fill frozen rows shaped for a screen or the pack."""
