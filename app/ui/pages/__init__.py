"""The pages of the desk, one object each; they never know each other."""
