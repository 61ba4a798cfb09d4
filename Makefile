# Everything a newcomer runs. Each target makes .venv first, so each works alone in a fresh clone.
.POSIX:
PY = .venv/bin/python
REGISTER = out/South West.register
SETUP = sh .ci/setup
# Compiled modules are kept, whatever the environment says: starts are two to four times as fast.
unexport PYTHONDONTWRITEBYTECODE

help:
	@sed -n 's/^# make /  make /p' Makefile
.PHONY: help demo test lint real-window bench build build-test requirements
