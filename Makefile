# Every target works by itself on a machine with nothing but the Swift toolchain.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# More flags for every build, such as `make test SWIFT_FLAGS="-Xswiftc -warnings-as-errors"`.
SWIFT_FLAGS ?=
export SWIFT_FLAGS

# What `make bench` is told, such as `make bench BENCH_FLAGS="--quick"`; see `Benchmarks/run --help`.
BENCH_FLAGS ?=

# What is formatted and linted.
SWIFT_PATHS := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources \
	Benchmarks/Peers/Package.swift Benchmarks/Peers/Sources Fuzzing/Package.swift Fuzzing/Sources \
	Examples/Package.swift Examples/Sources

# How long `make fuzz` runs each target, and which ones; all unless they are named.
SECONDS ?= 60
TARGETS ?=

# Where `make install` puts the command; DESTDIR stands before it for those who make packages.
PREFIX ?= /usr/local

.PHONY: help deps build install test demo test-real test-net test-libcurl test-telemetry examples test-browser bench bench-check soak valgrind bench-limits fuzz docs api api-check lint lint-format lint-imports format tsan asan check clean faults

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## Install libcurl's headers if they are missing
	@scripts/install-deps

build: deps ## Build everything
	@swift build --build-tests $(SWIFT_FLAGS)

install: deps ## Install the command, its completions and its manual page below PREFIX
	@swift build --configuration release --product bifrost $(SWIFT_FLAGS)
	@scripts/install-command "$$(swift build --configuration release --show-bin-path $(SWIFT_FLAGS))/bifrost" "$(DESTDIR)$(PREFIX)"

# One test at a time: many are about time and sockets, and would starve each other on two cores.
test: deps ## Run the tests
	@swift test --disable-xctest --no-parallel $(SWIFT_FLAGS)

demo: deps ## A streamed chat, a tool loop and a streamed value against the embedded gateway
	@swift run $(SWIFT_FLAGS) bifrost demo

test-real: deps ## Test against other gateways and the official openai SDK (Python)
	@scripts/test-real

test-net: ## Test behind real proxies: nginx, HAProxy, nghttpx
	@scripts/test-net

faults: ## Meet every fault by its name, and write what came of it into docs/faults.md
	@scripts/faults

test-libcurl: deps ## Test with the oldest libcurl and with the newest one
	@scripts/test-libcurl

test-telemetry: deps ## Test what arrives behind an OpenTelemetry collector (Python)
	@scripts/test-telemetry

examples: deps ## Build the examples and run each against the embedded gateway
	@scripts/check-examples

test-browser: deps ## The same, and look at the page of `web` and at a load test's report in Chromium
	@scripts/check-examples browser

# A package of its own, so that nobody else builds it. With the standard library inside, as servers are shipped; without
# debug information, since valgrind cannot read Swift's.
BUILD_MEASURED = swift build --configuration release --static-swift-stdlib -debug-info-format none $(SWIFT_FLAGS)
BUILD_BENCHMARKS = $(BUILD_MEASURED) --package-path Benchmarks
# Other clients in Swift are built apart; without them the tables say that they were skipped.
BUILD_PEERS = $(BUILD_MEASURED) --package-path Benchmarks/Peers

bench: deps ## Measure against C on libcurl and against other clients; writes docs/benchmarks (30 min)
	@$(BUILD_BENCHMARKS)
	@$(BUILD_PEERS) || echo "bench: goes on without async-http-client and URLSession"
	@Benchmarks/run $(BENCH_FLAGS)

bench-check: ## Count instructions and allocations, and compare them with Benchmarks/thresholds.json (1 min)
	@scripts/install-deps bench
	@$(BUILD_BENCHMARKS)
	@Benchmarks/check

soak: deps ## Random faults under load, and what is left behind: SECONDS=60 SEED=random CALLERS=200 HELD=0 IDLE=
	@scripts/soak $(SECONDS) $(SEED)

valgrind: ## Look for wrong use of memory and for leaks, with valgrind
	@scripts/install-deps bench
	@$(BUILD_BENCHMARKS)
	@scripts/test-valgrind

bench-limits: deps ## Measure how late each limit fires (3 min)
	@$(BUILD_BENCHMARKS)
	@Benchmarks/.build/release/limits

# A package of its own, so that nobody else builds it.
fuzz: deps ## Fuzz the readers of what servers send: SECONDS=60 each, TARGETS="json chunk" or all
	@scripts/fuzz $(SECONDS) $(TARGETS)

# Both take what `make build` has built; only what has changed is compiled again.
docs: deps ## Build the reference with docc; a warning is an error
	@scripts/docs

api: deps ## List the public API of each module in docs/api
	@scripts/api

api-check: deps ## Compare the public API with docs/api
	@scripts/api --check

lint: lint-format lint-imports ## Check the format and the house rules

lint-format:
	@swift format lint --strict --recursive --parallel --configuration .swift-format $(SWIFT_PATHS)

lint-imports:
	@scripts/check-imports

format: ## Format all Swift sources in place
	@swift format --in-place --recursive --parallel --configuration .swift-format $(SWIFT_PATHS)

tsan: deps ## Run the tests under ThreadSanitizer
	@scripts/test-sanitized thread

asan: deps ## Run the tests under AddressSanitizer
	@scripts/test-sanitized address

check: ## Everything that CI runs
	@.ci/run

clean: ## Remove all build products
	@rm -rf .build .build-* Benchmarks/.build* Benchmarks/Peers/.build* Fuzzing/.build Examples/.build
