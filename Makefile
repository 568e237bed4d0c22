# Futur Pro. Comments after ## are the help.
.DEFAULT_GOAL := help
GO ?= go
ADDR ?= localhost:8080

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: site
site: ## build public/ from the embedded data
	$(GO) run ./generator build

.PHONY: serve
serve: ## show the site while it is edited: it follows content, layouts and data (ADDR=localhost:8080)
	$(GO) run ./generator serve --watch --addr $(ADDR)

.PHONY: test
test: tools ## run everything: Go tests, script builds, scripts' tests, browser tests
	$(GO) vet ./...
	$(GO) test -timeout 20m ./...

.PHONY: tools
tools: ## find or install what some tests need: a browser, Node.js, Java and the HTML checker
	@.ci/tools

.PHONY: check
check: tools ## what a commit must pass: format, vet, staticcheck, race tests
	@test -z "$$(gofmt -l bench generator)" || { echo "gofmt would change:"; gofmt -l bench generator; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) test -race -short ./...

.PHONY: race
race: ## build the sample with the race detector: from nothing, over another address, over itself
	@dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && trap 'exit 130' INT TERM && \
	$(GO) build -race -o "$$dir/generator" ./generator && \
	for adresse in https://un.example https://deux.example https://deux.example; do \
		"$$dir/generator" build --base-url $$adresse --out "$$dir/public" --cache "$$dir/cache" || exit; \
	done && \
	"$$dir/generator" publish --from "$$dir/public" --to "$$dir/online" --compress && \
	"$$dir/generator" check "$$dir/public"

.PHONY: golden
golden: ## rewrite the golden files; read the diff
	$(GO) test ./generator/pages -update
	$(GO) test ./generator -run 'TestConfigurations|TestLicences' -update

.PHONY: bench
bench: ## measure the build, the pages and the search
	$(GO) test ./generator/... -run '^$$' -bench . -benchmem

.PHONY: bench-national
bench-national: ## measure the build of the whole country, beside Hugo and the disk (DATA=… GTFS=… BENCH="-n 3 -cold")
	$(GO) run ./bench -data "$(DATA)" -gtfs "$(GTFS)" $(BENCH)

.PHONY: bench-growth
bench-growth: ## measure the site of 1, 2 and 4 countries side by side (of the sample, or DATA=… GTFS=… CACHE=…)
	DATA=$(abspath $(DATA)) GTFS=$(abspath $(GTFS)) CACHE=$(abspath $(CACHE)) \
	$(GO) test ./generator -run '^$$' -bench Croissance -benchtime 1x -timeout 2h

.PHONY: captures
captures: tools ## take the images of each kind of page, to look at, in .cache/captures
	FUTURPRO_CAPTURES=$(CURDIR)/.cache/captures $(GO) test ./generator -run TestCaptures -count 1 -v

.PHONY: lighthouse
lighthouse: tools site ## print what Lighthouse says of the pages, as on a phone (PAGES="/ /formations/")
	@.ci/lighthouse $(PAGES)

.PHONY: data
data: ## download the open data to data/national, and list what is to be got by hand
	$(GO) run ./generator fetch

.PHONY: sample
sample: ## cut the embedded sample again out of a national set (FROM=… GTFS=…)
	$(GO) run ./generator sample --region 53 --from $(FROM) --gtfs $(GTFS) --to data/bretagne

.PHONY: release
release: ## build the program for each platform, in .cache/release, with its SHA256SUMS
	@.ci/release

.PHONY: prove
prove: ## build the release twice, from two folders, and compare the bytes
	@.ci/release --prove

.PHONY: clean
clean: ## remove the built site
	rm -rf public
