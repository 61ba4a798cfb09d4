"""What can be done: plain functions that change the record through a Unit."""
