# Two commands do everything on a machine that has Python 3.13 or 3.12 and make: `make demo` and `make test`.

PYTHON := $(shell for name in python3.13 python3.12 $$HOME/.pyenv/versions/3.13*/bin/python $$HOME/.pyenv/versions/3.12*/bin/python python3; do \
	"$$name" -c 'import sys, venv; raise SystemExit(sys.version_info < (3, 12))' 2>/dev/null && command -v "$$name" && break; done)
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=

.PHONY: demo test attack access screenshots train bench bench-web check lock format clean

demo: .venv/app
	FALLIBLE_ORIGIN=$${FALLIBLE_ORIGIN:-http://localhost:$(PORT)} FALLIBLE_HOSTS=$${FALLIBLE_HOSTS:-$(HOST)} \
		$(BIN)/python manage.py demo --host $(HOST) --port $(PORT) $(ARGS)

test: .venv/dev
	$(BIN)/python -m pytest -n auto --maxprocesses=4 --maxschedchunk=2 $(ARGS)

# Full size: 200 accounts and 400 stories for the attackers, 100 power cuts for sending and for the night.
attack: .venv/dev
	FALLIBLE_ATTACK=full FALLIBLE_KILLS=100 $(BIN)/python -m pytest -s tests/attacks $(ARGS) \
		tests/stories/test_rewriting.py::test_a_night_that_is_killed_at_any_moment_can_be_run_again \
		tests/moderation/test_races.py::test_a_power_cut_between_the_steps_of_sending_loses_nothing

# What axe, a narrow screen and the keyboard say of every page, for whoever sees it differently, in both themes and three
# widths; a quarter of an hour.
access: .venv/dev
	FALLIBLE_ACCESS=full $(BIN)/python -m pytest tests/journeys/test_every_page.py $(ARGS)

# Pictures of every page of the demo, in both themes and two widths, in .demo/pictures; about four minutes.
screenshots: .venv/dev
	$(BIN)/python -m tests.journeys.contact_sheet $(ARGS)

# Makes moderation/screening/tagger.bin and stories/noticing/weights.json anew, the same bytes from the same files; about
# ten minutes and 3 GB of memory.
train: .venv/python
	$(BIN)/python -m moderation.screening.training.train $(ARGS)
	$(BIN)/python -m stories.noticing.train

# The screener beside Presidio with spaCy's model, which has an environment of its own (400 MB); about four minutes.
bench: .venv/app .venv-bench/bench
	$(BIN)/python benchmarks/screening.py $(ARGS)

# The site beside a plain Django site of the same content. ARGS="--postgresql USER@HOST" adds that database.
bench-web: .venv/app
	$(BIN)/python benchmarks/web.py $(ARGS)

check: .venv/dev
	$(BIN)/ruff format --check . && $(BIN)/ruff check .
	$(BIN)/djade --check --target-version 6.1 $$(find templates -name '*.html')
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	FALLIBLE_ORIGIN=https://fallible.example FALLIBLE_STATE=.demo/check \
		FALLIBLE_SECRET_KEY=$$(head -c 48 /dev/urandom | od -An -tx1 | tr -d ' \n') \
		FALLIBLE_PEPPER=$$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n') \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

lock: .venv/dev
	for part in app dev bench; do $(BIN)/uv pip compile --python-version 3.12 --universal --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header -q requirements/$$part.in -o requirements/$$part.txt; done

format: .venv/dev
	$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q . ; $(BIN)/djade --target-version 6.1 $$(find templates -name '*.html')

.venv/python:
	@test -n "$(PYTHON)" || { echo "Fallible needs Python 3.12 or 3.13. Neither is on the PATH nor under pyenv."; exit 1; }
	test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	touch $@

.venv/app: .venv/python requirements/app.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/app.txt
	touch $@

.venv/dev: .venv/app requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

.venv-bench/bench: .venv/python requirements/bench.txt
	test -x .venv-bench/bin/python || "$(PYTHON)" -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	touch $@

clean:
	rm -rf .venv .venv-bench .demo .staticfiles
