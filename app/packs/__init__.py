"""The tasking pack: one value, two writers that only lay it out."""
