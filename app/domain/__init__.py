"""The record and its rules: pure, standard library only, time is a parameter."""
