"""The desk in a real window, with a picture of each page."""
