# `make demo` and `make test` are all a fresh machine needs: each installs what is missing first.

BIN := node_modules/.bin
LMUL := node dist/src/cli/main.js
# More arguments for every vitest run: make test VITEST_FLAGS=--reporter=verbose
VITEST_FLAGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo build site test test-all lint generated generated-check schemas verification sweep-page mac-page bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' Makefile

demo: build ## install, build, compare every unit of e4m3, and write the report of it
	$(LMUL) compare e4m3
	@mkdir -p build
	$(LMUL) report e4m3 --widths 1..3 -o build/report.html

build: node_modules/.package-lock.json ## compile src/ and sim/ into dist/, and bundle the simulator and the explorer
	$(BIN)/tsc -b
	node sim/bundle.mjs
	node page/build.mjs

site: build ## the explorer as a static site in build/site, for any web server
	rm -rf build/site
	$(LMUL) explore -o build/site

test: build ## the quick tests, some ten minutes the first time, since every tool run is new then
	$(BIN)/vitest run $(VITEST_FLAGS)

test-all: lint build ## lint, all tests with the slow ones, and generated/ reproduced
	LMUL_SLOW=1 $(BIN)/vitest run $(VITEST_FLAGS)
	$(MAKE) generated-check

lint: node_modules/.package-lock.json ## format, lint and types, tests included
	$(BIN)/biome check --error-on-warnings .
	$(BIN)/tsc -b
	$(BIN)/tsc -p test/tsconfig.json
	$(BIN)/tsc -p page

generated: build ## write the canonical Verilog, manifests and costs into generated/
	$(LMUL) generate --canonical -o generated --force

generated-check: build ## generated/ is, byte for byte, what the generator writes today
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(LMUL) generate --canonical -o "$$folder/generated" && \
	diff -r generated "$$folder/generated" && echo 'generated/ is up to date'

schemas: build ## the JSON Schemas of results into schemas/
	$(LMUL) schema -o schemas

verification: build ## docs/verification.md anew: every canonical unit checked, broken and proved, an hour; may be interrupted
	$(LMUL) prove --canonical --markdown --timeout 600 > docs/verification.new && mv docs/verification.new docs/verification.md

sweep-page: build ## docs/sweep.md anew: M = 1 to 10, gates, iCE40 and three technologies, an hour or so the first time
	$(LMUL) sweep studies/mantissa.json -o build/mantissa --force && cp build/mantissa/results.md docs/sweep.md

mac-page: build ## docs/mac.md anew: MAC, dot products, arrays and integers of e4m3; an hour or two, may be interrupted
	$(LMUL) mac-table e4m3 --precision 2 --into docs/mac.md

bench: build ## the simulators side by side with Verilator and Icarus, a few minutes
	$(BIN)/vitest run --config test/bench/vitest.config.ts

clean: ## remove what building and testing leave behind
	rm -rf dist coverage build

# npm writes this file last; it is older than the lock file when a dependency has changed since.
node_modules/.package-lock.json: package-lock.json
	npm ci --no-audit --no-fund
	@touch $@
