"""A register: a folder with the encrypted record; the one library behind the desk and the command line.

`Register` is what the rest of the program holds. It stands on two others, each of one idea: `connections`
(one transaction to read, one to write) and `logged` (who works here, and what the log is told of it). Beside
it lie what is done once in a while: `opening`, `checking`, `upkeep`.
"""

from app.register.connections import Held
from app.register.logged import Done
from app.register.opening import load
from app.register.register import Register
from app.store.place import SUFFIX

__all__ = ["SUFFIX", "Done", "Held", "Register", "load"]
