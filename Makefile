# Everything a newcomer runs. Each target sees to .venv first, so each works alone in a fresh clone.
.POSIX:
PY = .venv/bin/python
SETUP = sh .ci/setup
REGISTER = out/South West.register
DEMO = FOURFOLD_PASSPHRASE='fictional demonstration only' $(PY) -m app
# Compiled modules are kept, whatever the environment says: starts take half to a quarter of the time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help register demo test lint real-window bench faults build build-test licences requirements

help:
	@echo 'make demo         the fictional South West register and its December 2026 pack in out/, then the desk'
	@echo 'make test         the whole test suite, offscreen'
	@echo 'make lint         ruff and mypy'
	@echo 'make real-window  the desk in a real window under Xvfb, a picture of each page and of one story in out/screens/'
	@echo 'make bench        the table of ratios'
	@echo 'make faults       kills, failing disks, power cuts and flipped bits by the thousand; about 25 minutes'
	@echo 'make build        the program that needs no Python, in dist/fourfold/'
	@echo 'make build-test   that program, run where no Python is to be found, and built again to compare'

# A register that is there already is kept, with whatever was tried in it.
register:
	@$(SETUP)
	@if [ -e "$(REGISTER)" ]; then echo 'Using $(REGISTER) as it is. Delete the folder out to begin again.'; \
	else $(DEMO) demo out || { rm -rf "$(REGISTER)"; exit 1; }; fi

demo: register
	@$(DEMO) export "$(REGISTER)" --month 2026-12 --to out
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || [ "$$(uname)" = Darwin ]; then \
	[ "$$(uname)" = Darwin ] || $(SETUP) screen; $(DEMO) "$(REGISTER)"; \
	else echo 'No display here, so the desk stays closed.'; fi

test:
	@$(SETUP) pages compiler
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n 2

lint:
	@$(SETUP)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

real-window: register
	@$(SETUP) screen xvfb
	QT_QPA_PLATFORM=xcb xvfb-run -a -s '-screen 0 1440x900x24' $(PY) -m tests.real_window out/screens

bench:
	@$(SETUP)
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.bench

faults:
	@$(SETUP) compiler
	$(PY) -m tests.faults

# The seed puts sets in one order, so that the same source gives the same program: resources/guide/security/build.md.
build:
	@$(SETUP) screen build
	PYTHONHASHSEED=0 $(PY) -m PyInstaller --noconfirm --clean --log-level WARN build.spec

build-test: build
	$(PY) -m pytest -q tests/build

# The list of everything shipped in resources/licences and in the guide; on Debian, after a change of dependencies.
licences:
	@$(SETUP)
	$(PY) .ci/freeze/licences.py

# For whoever changes a dependency in pyproject.toml; needs uv. The file names no registry.
requirements:
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --quiet --output-file requirements.txt
