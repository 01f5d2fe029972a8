# One command an intention. Each target sets up what it needs in .venv and is quick when nothing changed.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
RUN    := $(VENV)/.runtime
DEV    := $(VENV)/.development
LOCKS  := requirements.lock requirements-dev.lock
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1
export PYTHONDONTWRITEBYTECODE :=  # the tests and the programs they start are compiled once, whatever a container says

.PHONY: help site test serve check golden rules bench lint lock docs wheel findings clean
.DEFAULT_GOAL := help

help:  ## show this list
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "需要 Python 3.11 或更新版本；当前：$$($(PYTHON) --version 2>&1)。安装后可指定：make site PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "无法建立虚拟环境：缺少 venv 模块。Debian、Ubuntu 请运行：sudo apt-get install python3-venv"; exit 1; }

$(RUN): requirements.lock pyproject.toml | $(BIN)/python
	@echo "安装依赖（版本与校验和见 requirements.lock）…" >&2
	@$(BIN)/python .ci/install.py requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	@echo "安装测试工具（requirements-dev.lock）…" >&2
	@$(BIN)/python .ci/install.py requirements-dev.lock
	@touch $@

site: $(RUN)  ## build the site from docs_src/ into site/
	@$(BIN)/tiaowen build

serve: $(RUN)  ## the site at 127.0.0.1, rebuilt on every change
	@$(BIN)/tiaowen serve

check: $(RUN)  ## findings on sources, registries, ledger and the built site
	@$(BIN)/tiaowen check

test: $(DEV)  ## the whole test suite
	@.ci/browser
	@$(BIN)/pytest -n $$($(BIN)/python -c 'import os; print(os.cpu_count() + 1)') --dist loadgroup  # a worker often waits for a browser or server

lint: $(DEV)  ## style and types
	@$(BIN)/ruff check
	@$(BIN)/mypy

golden: $(DEV)  ## rewrite tests/golden/ and the generated reference pages; review with git diff
	@$(BIN)/python docs/generate.py
	@$(BIN)/pybabel --quiet compile --domain messages --directory generator/tiaowen/locale
	@$(BIN)/pytest tests/golden --update-golden

rules: $(DEV)  ## rules that no case needs: a sample of each group; ALL=1 tries every one, TEXTS=folder asks texts too
	@$(BIN)/python -m tests.rules $(if $(ALL),--all) $(if $(TEXTS),--show --texts $(TEXTS))

bench: $(DEV)  ## measure against other builders; prints a table
	@$(BIN)/python -m tests.bench

docs: $(DEV)  ## the documentation as a site in site-docs/
	@$(BIN)/mkdocs build --strict -f docs.yml

lock: $(DEV)  ## renew the lock files within the ranges of pyproject.toml
	@$(PIP) install uv
	@$(BIN)/uv pip compile --quiet --no-header --universal --generate-hashes --upgrade --group build pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --no-header --universal --generate-hashes --constraint requirements.lock --group build --extra dev pyproject.toml -o requirements-dev.lock

wheel: $(DEV)  ## wheel and source archive in dist/
	@$(BIN)/python -m build --no-isolation --outdir dist

findings:  ## surprises of outside software, seen again; needs npm and the package registries
	@for script in findings/*.sh; do echo "== $$script"; sh "$$script" || exit 1; done

clean:  ## remove everything generated, the virtual environment included
	@rm -rf build site site-docs offline dist .site.new .site.old $(VENV) .hypothesis .pytest_cache .mypy_cache .ruff_cache
	@find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +
