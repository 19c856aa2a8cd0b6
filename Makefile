# Two commands: "make pdf" prints, "make test" proves. Both set up what they need.
BIN := .venv/bin

.PHONY: help pdf docx check copies archive test lint bench tools clean venv venv-test
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

pdf: venv ## PDF editions of all statements in seeds/, into build/; what is current stays
	@setup/build pdf

docx: venv ## DOCX editions of all statements in seeds/, into build/; what is current stays
	@setup/build docx

check: pdf docx ## holds every edition against its source and the rules, and shows what it found in build/ID/proof.html
	@$(BIN)/editions check

copies: pdf ## a copy of each statement for each of its recipients, by the directory recipients.csv, into build/ID/copies
	@setup/copies

archive: venv ## a trial: the sample from source to archive, in .trial/, signed with a throwaway key that says TEST
	@setup/archive

test: venv-test ## all tests; those that need a program that is not there are skipped, and said
	@$(BIN)/python -m pytest -n auto

lint: venv-test ## ruff, and mypy --strict, on editions and tests
	@$(BIN)/ruff check editions tests
	@$(BIN)/ruff format --check --quiet editions tests
	@$(BIN)/mypy

bench: venv-test ## how fast it is, as ratios against a peer in the same run
	@$(BIN)/python -m tests.benchmarks

tools: ## the outside programs of the full test suite: LibreOffice, poppler, Java for veraPDF, softhsm2, OCRmyPDF, Chromium, Node …
	@setup/tools

clean: ## takes away the editions; statements, layouts and the set-up stay
	@rm -rf build .trial

venv:
	@setup/venv run

venv-test:
	@setup/venv test
