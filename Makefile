# make            installs what is missing, builds the program, builds the site
# make test       the same for the tests' own needs, then runs all tests
# make help       the rest

BUILD  ?= build
OUTPUT ?= public
PREFIX ?= /usr/local
CFLAGS ?= -O3 -g
JOBS   ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

PACKAGES = libcmark icu-uc icu-i18n jansson libmicrohttpd expat libxml-2.0 zlib libdeflate libbrotlienc libxxhash sqlite3
WARNINGS = -Wall -Wextra -Wpedantic

# Recipes run on all cores, unless a -j was given.
ifeq ($(MAKELEVEL)$(filter -j%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(JOBS)
endif
MAKEFLAGS += --no-print-directory --no-builtin-rules

# Homebrew keeps ICU, expat and libxml2 where pkg-config does not look.
ifeq ($(shell uname -s),Darwin)
export PKG_CONFIG_PATH := $(PKG_CONFIG_PATH):$(shell brew --prefix icu4c 2>/dev/null)/lib/pkgconfig:$(shell brew --prefix expat 2>/dev/null)/lib/pkgconfig:$(shell brew --prefix libxml2 2>/dev/null)/lib/pkgconfig
endif

# One short line for each file; make V=1 shows the commands.
V ?= 0
say_0 = @echo "  $(1)" $(2) &&
say_1 =
say   = $(say_$(V))

all: site

site: $(BUILD)/broadsheet
	@$(BUILD)/broadsheet build -c site.conf -o $(OUTPUT)

program: $(BUILD)/broadsheet

# The site in a browser, built anew and shown anew when something changes. REVIEW=1: with the
# review, in which lines are corrected by clicking on them.
PORT ?= 8000
serve: $(BUILD)/broadsheet
	@exec $(BUILD)/broadsheet serve -c site.conf -o $(OUTPUT) -p $(PORT) $(if $(filter-out 0,$(REVIEW)),--review)

# The same site with public/review/: what is doubtful, and the lines to correct it.
review: $(BUILD)/broadsheet
	@$(BUILD)/broadsheet build -c site.conf -o $(OUTPUT) --review -q
	@echo "Open $(OUTPUT)/review/index.html; make without review takes it away again. To correct there: make serve REVIEW=1"

check-site: site
	@$(BUILD)/broadsheet check -c site.conf -o $(OUTPUT)

# To where its readers are: make publish DEST=… (man generator/broadsheet.1), and DRY_RUN=1 to see what that would do.
publish: export DESTINATION = $(DEST)
publish: site
	@$(if $(DEST),,echo "make publish needs DEST=, as in: make publish DEST=user@example.org:/var/www/site" >&2; exit 2;) \
	 $(BUILD)/broadsheet publish -c site.conf -o $(OUTPUT) $(if $(filter-out 0,$(DRY_RUN)),--dry-run) -- "$$DESTINATION"

# The site as one archive, the same for the same site.
ZIP ?= $(OUTPUT).zip
zip: site
	@$(BUILD)/broadsheet zip -c site.conf -o $(ZIP) $(OUTPUT)

# --- What libraries need: found once, and again when a package went away ---

ifeq ($(filter-out clean help uninstall,$(or $(MAKECMDGOALS),all)),)
NO_NEEDS = yes
endif
ifndef NO_NEEDS
ifneq ($(shell command -v $(CC) >/dev/null && pkg-config --exists $(PACKAGES) && echo there),there)
$(shell rm -f $(BUILD)/packages.mk)
endif
-include $(BUILD)/packages.mk
endif

$(BUILD)/packages.mk: generator/needs.sh
	@generator/needs.sh build
	@mkdir -p $(@D)
	@{ printf 'PACKAGES_CFLAGS = ' && pkg-config --cflags $(PACKAGES) && \
	   printf 'PACKAGES_LIBS = ' && pkg-config --libs $(PACKAGES); } >$@.new
	@mv $@.new $@

# --- Program ---

COMPILE = $(CC) -std=c11 -ffp-contract=off -D_GNU_SOURCE $(WARNINGS) -Igenerator \
          $(PACKAGES_CFLAGS) $(CFLAGS)
LINK    = $(CC) $(CFLAGS) $(LDFLAGS) $(LINK_FLAGS)
LIBS    = $(PACKAGES_LIBS) -pthread -lm

# The word lists of each language are compiled to C by a program of its own.
COMPILE_WORDS := $(wildcard generator/language/compile/*.c)
LANGUAGES := $(patsubst generator/language/%/language.txt,%,$(wildcard generator/language/*/language.txt))

# And the characters that are read as others.
COMPILE_PLAIN = generator/text/compile_plain.c

SOURCES := $(filter-out $(COMPILE_WORDS) $(COMPILE_PLAIN),$(wildcard generator/*/*.c generator/*/*/*.c))
OBJECTS := $(SOURCES:generator/%.c=$(BUILD)/%.o)
OBJECTS += $(LANGUAGES:%=$(BUILD)/language/%.o) $(BUILD)/text/plain.o
DATA    := $(wildcard generator/segment/weights.bin generator/segment/weights_places.bin)
OBJECTS += $(DATA:generator/%.bin=$(BUILD)/%_builtin.o) $(BUILD)/serve/desk_js_builtin.o $(BUILD)/serve/desk_css_builtin.o $(BUILD)/search/variants_text_builtin.o
TESTS   := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/*/test_*.c))

$(BUILD)/broadsheet: $(BUILD)/main.o $(BUILD)/libbroadsheet.a
	$(call say,link,$@)$(LINK) -o $@ $^ $(LIBS)

$(BUILD)/libbroadsheet.a: $(OBJECTS)
	@rm -f $@
	$(call say,join,$@)$(AR) rcs $@ $^

$(BUILD)/%.o: generator/%.c $(BUILD)/compile.txt
	@mkdir -p $(@D)
	$(call say,compile,$<)$(COMPILE) $(OUR_DEFINES) -MMD -MP -c -o $@ $<

# The one file that knows where it is installed, compiled anew for another PREFIX.
$(BUILD)/archive/installed.o: OUR_DEFINES = -DBROADSHEET_SHARE='"$(PREFIX)/share/broadsheet"'
$(BUILD)/archive/installed.o: $(BUILD)/prefix.txt

$(BUILD)/prefix.txt: always
	@mkdir -p $(@D)
	@echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' >$@

# A file of the source as bytes in the program: weights.bin is weights_builtin.
$(BUILD)/%_builtin.c: generator/%.bin generator/builtin.sh
	@mkdir -p $(@D)
	@generator/builtin.sh $< >$@.new && mv $@.new $@

$(BUILD)/%_js_builtin.c: generator/%.js generator/builtin.sh
	@mkdir -p $(@D)
	@generator/builtin.sh $< >$@.new && mv $@.new $@

$(BUILD)/%_css_builtin.c: generator/%.css generator/builtin.sh
	@mkdir -p $(@D)
	@generator/builtin.sh $< >$@.new && mv $@.new $@

$(BUILD)/%_builtin.o: $(BUILD)/%_builtin.c $(BUILD)/compile.txt
	$(call say,compile,$<)$(COMPILE) -c -o $@ $<

# Characters that are one in searching: OpenCC's and ours.
$(BUILD)/search/variants_text.bin: generator/search/variants.sh generator/search/variants.txt
	@mkdir -p $(@D)
	$(call say,compile,generator/search/variants.txt)generator/search/variants.sh generator/search/variants.txt >$@.new && mv $@.new $@

$(BUILD)/search/variants_text_builtin.c: $(BUILD)/search/variants_text.bin generator/builtin.sh
	@generator/builtin.sh $< >$@.new && mv $@.new $@

# HOSTCC makes what runs while the program is built.
HOSTCC ?= $(CC)

$(BUILD)/language/compile_words: $(COMPILE_WORDS) $(wildcard generator/language/compile/*.h) generator/page/credit_role.h
	@mkdir -p $(@D)
	$(call say,compile,generator/language/compile/)$(HOSTCC) -std=c11 -D_GNU_SOURCE $(WARNINGS) -Igenerator -O1 -o $@ $(COMPILE_WORDS)

define WORDS
$(BUILD)/language/$(1).c: $(BUILD)/language/compile_words $(wildcard generator/language/$(1)/*.txt)
	$$(call say,compile,generator/language/$(1)/)$(BUILD)/language/compile_words \
		generator/language/$(1) $(1) >$$@.new && mv $$@.new $$@
endef
$(foreach language,$(LANGUAGES),$(eval $(call WORDS,$(language))))

$(BUILD)/text/compile_plain: $(COMPILE_PLAIN)
	@mkdir -p $(@D)
	$(call say,compile,$<)$(HOSTCC) -std=c11 -D_GNU_SOURCE $(WARNINGS) -Igenerator -O1 -o $@ $<

$(BUILD)/text/plain.c: $(BUILD)/text/compile_plain generator/text/plain.txt
	$(call say,compile,generator/text/plain.txt)$(BUILD)/text/compile_plain \
		generator/text/plain.txt >$@.new && mv $@.new $@

$(LANGUAGES:%=$(BUILD)/language/%.o) $(BUILD)/text/plain.o: %.o: %.c $(BUILD)/compile.txt
	$(call say,compile,$<)$(COMPILE) -MMD -MP -c -o $@ $<

# Changes only when the command does, and then all is compiled anew.
$(BUILD)/compile.txt: always
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(COMPILE) $(LDFLAGS))' | cmp -s - $@ || \
	 printf '%s\n' '$(subst ','\'',$(COMPILE) $(LDFLAGS))' >$@

-include $(OBJECTS:.o=.d) $(BUILD)/main.d $(TESTS:=.d)

# The same program to be looked into: for a debugger, and with what is wrong with memory told.
debug:
	@$(MAKE) BUILD=$(BUILD)/debug CFLAGS="-O0 -g3" program

asan:
	@$(MAKE) BUILD=$(BUILD)/sanitize CFLAGS="$(SANITIZE)" program

# How each file is compiled, for editors and tools (clangd, clang-tidy). Always made anew: it is cheap.
ROOT := $(abspath $(dir $(firstword $(MAKEFILE_LIST))))
compile_commands.json: always
	@{ for file in generator/main.c $(SOURCES); do \
	       printf ',{"directory":"%s","file":"%s","command":"%s -c %s"}\n' '$(ROOT)' $$file \
	              '$(subst ','\'',$(subst ",\\",$(COMPILE)))' $$file; done; \
	   for file in $(TESTS:$(BUILD)/%=%.c); do \
	       printf ',{"directory":"%s","file":"%s","command":"%s -c %s"}\n' '$(ROOT)' $$file \
	              '$(subst ','\'',$(subst ",\\",$(COMPILE) $(TEST_CFLAGS)))' $$file; done; } | \
	 { echo '['; sed '1s/^,//'; echo ']'; } >$@.new && mv $@.new $@

# --- Tests ---

TEST_CFLAGS = -Itests $(shell pkg-config --cflags cmocka)
TEST_LIBS   = $(shell pkg-config --libs cmocka libbrotlidec)
# Lines are told; what debuggers ask of variables takes a third more to compile.
SANITIZE    = -O1 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all

$(BUILD)/tests/%: tests/%.c $(BUILD)/libbroadsheet.a
	@mkdir -p $(@D)
	$(call say,compile,$<)$(COMPILE) $(TEST_CFLAGS) $(LDFLAGS) -MMD -MP -MF $@.d -o $@ $< $(WITH) \
		$(BUILD)/libbroadsheet.a $(LIBS) $(TEST_LIBS)

unit: $(TESTS)
	@tests/run.sh -b $(BUILD) -j $(JOBS) unit

test-programs: $(BUILD)/broadsheet $(TESTS)

# make test TEST=segment: of one folder of tests/ alone, or of several, TEST="segment text".
ifdef TEST
test: $(BUILD)/broadsheet $(foreach area,$(TEST),$(filter $(BUILD)/tests/$(area)/%,$(TESTS)))
	@tests/run.sh -b $(BUILD) -j $(JOBS) $(TEST:%=area:%)
else
test: test-needs
	@$(MAKE) test-programs
	@$(MAKE) sanitized
	@tests/run.sh -b $(BUILD) -j $(JOBS)
endif

check: test

# The same programs under AddressSanitizer and UndefinedBehaviorSanitizer.
sanitized:
	@rm -rf $(BUILD)/sanitize/unavailable && mkdir -p $(BUILD)/sanitize
	@if echo 'int main(void) { return 0; }' | \
	    $(CC) $(SANITIZE) -x c -o $(BUILD)/sanitize/probe - 2>/dev/null; \
	 then $(MAKE) BUILD=$(BUILD)/sanitize CFLAGS="$(SANITIZE)" test-programs; \
	 else touch $(BUILD)/sanitize/unavailable; fi

test-needs:
	@generator/needs.sh test
	@generator/needs.sh tools || echo "Tests of what is not here are left out."
	@tests/web/install.sh

# --- Learning: the weights that the program is built with, and how good they are ---

SHARED ?= ../shared

train: $(BUILD)/broadsheet
	@generator/learn/learn.sh $(BUILD) $(SHARED) train generator/segment/weights.bin

# What the archive's own corrections teach: weights.bin, for site.conf to name.
learn: $(BUILD)/broadsheet
	@$(BUILD)/broadsheet learn -c site.conf

# Each source by what was learned from all others: some two hours of processor.
eval: $(BUILD)/broadsheet
	@generator/learn/learn.sh $(BUILD) $(SHARED) eval

# --- Speed: how long it takes for how many articles, beside others ---

BENCH_SIZES ?= 3000 30000
BENCH = $(addprefix $(BUILD)/tests/bench/,corpus markdown measure)

$(BUILD)/tests/bench/%: TEST_CFLAGS =
$(BUILD)/tests/bench/%: TEST_LIBS =
$(BUILD)/tests/bench/corpus: WITH = tests/bench/vary.c
$(BUILD)/tests/bench/corpus: tests/bench/vary.c
$(BUILD)/tests/bench/measure: WITH = tests/bench/write_tree.c
$(BUILD)/tests/bench/measure: tests/bench/write_tree.c

bench: $(BUILD)/broadsheet $(BENCH)
	@generator/needs.sh bench || echo "Others that are not here are left out."
	@tests/bench/bench.sh $(BUILD) $(BENCH_SIZES)

# The search index: size, what queries move and take, beside Pagefind.
SEARCH_SIZES ?= 3148 31480

bench-search: $(BUILD)/broadsheet $(filter-out %/markdown,$(BENCH))
	@tests/web/install.sh
	@tests/search/bench.sh $(BUILD) $(SEARCH_SIZES)

# --- Torture: an hour of kills, power cuts, edits and interruptions. What fails is
# told with its seed, and make torture SEED=… does the same again. ---

TORTURE_SECONDS ?= 1200

torture: $(BUILD)/broadsheet
	@seed=$${SEED:-$$(date +%s)}; echo "SEED=$$seed"; failed=0; export TORTURE=yes; \
	for test in "incremental/run.sh $(BUILD)/broadsheet $$seed $(TORTURE_SECONDS)" \
	    "durable/run.sh $(BUILD)/broadsheet $$seed $$(($(TORTURE_SECONDS) / 8))" \
	    "transports/run.sh $(BUILD)/broadsheet" "races/run.sh $(BUILD)/broadsheet"; do \
		tests/$$test || failed=1; \
	done; exit $$failed

# --- Fuzzing: a target for each reader, under libFuzzer, which clang brings ---

FUZZ_CFLAGS = -O2 -g -fno-omit-frame-pointer -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all
FUZZ_TIME  ?= 60

# The targets, and what they share; test_replay.c runs all of them over tests/fuzz/corpus/.
FUZZ_SOURCES := $(filter-out %/fuzzer.c %/test_replay.c,$(wildcard tests/fuzz/*.c))
FUZZER_TESTS  = $(addprefix $(BUILD)/tests/fuzz/,test_replay fuzzer)
$(FUZZER_TESTS): WITH = $(FUZZ_SOURCES)
$(FUZZER_TESTS): $(FUZZ_SOURCES)
$(BUILD)/tests/fuzz/fuzzer: TEST_LIBS = -fsanitize=fuzzer

# make fuzz TARGET="html data" TIME=600: these alone, so many seconds each.
fuzz: $(BUILD)/broadsheet
	@$(MAKE) BUILD=$(BUILD)/fuzz CC="$(or $(FUZZ_CC),clang)" CFLAGS="$(FUZZ_CFLAGS)" $(BUILD)/fuzz/tests/fuzz/fuzzer
	@tests/fuzz/fuzz.sh $(BUILD) $(or $(TIME),$(FUZZ_TIME)) $(TARGET)

# --- Lint ---

lint:
	@generator/needs.sh lint
	+@tests/lint.sh -b $(BUILD)

# The layout of the code as .clang-format says. Versions of clang-format differ in
# small things, so the check is of one version.
FORMATTED = $(shell find generator tests -name '*.[ch]' -not -path '*/node_modules/*')
CLANG_FORMAT_VERSION = 14

format:
	@clang-format -i $(FORMATTED)

format-check:
	@if clang-format --version 2>/dev/null | grep -q ' version $(CLANG_FORMAT_VERSION)\.'; \
	 then clang-format --dry-run --Werror $(FORMATTED) && echo "the code is laid out as .clang-format says"; \
	 else echo "format-check needs clang-format $(CLANG_FORMAT_VERSION): left out"; fi

# What lint compiles: all of our code, with warnings as errors.
strict: $(BUILD)/broadsheet $(TESTS)

# --- The rest ---

screenshots: site
	@generator/needs.sh screenshots
	@tests/web/install.sh
	@rm -rf $(BUILD)/printed && mkdir -p $(BUILD)/printed/seeds
	cat $(OUTPUT)/data/*.jsonl >$(BUILD)/printed/records
	node tests/web/typeset.mjs $(BUILD)/printed/records 003_15654107f150237d.txt $(BUILD)/printed/seeds/2022-10-13_01.pdf
	sed 's|^source.*|image = {file}\ntemplates = $(CURDIR)/templates\nstatic = $(CURDIR)/static|' site.conf >$(BUILD)/printed/site.conf
	$(BUILD)/broadsheet build -q -c $(BUILD)/printed/site.conf
	node tests/web/screenshots.mjs $(OUTPUT) $(BUILD)/printed/public .github/screenshots

SHARE    = $(DESTDIR)$(PREFIX)/share
MANUAL   = $(SHARE)/man/man1/broadsheet.1
BASH     = $(SHARE)/bash-completion/completions/broadsheet
ZSH      = $(SHARE)/zsh/site-functions/_broadsheet
FISH     = $(SHARE)/fish/vendor_completions.d/broadsheet.fish
FOLDERS  = templates static
COMPLETE = generator/completions/completions.sh $(BUILD)/broadsheet

install: $(BUILD)/broadsheet
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/broadsheet $(dir $(MANUAL) $(BASH) $(ZSH) $(FISH))
	install -m 755 $(BUILD)/broadsheet $(DESTDIR)$(PREFIX)/bin/broadsheet
	install -m 644 generator/broadsheet.1 $(MANUAL)
	rm -rf $(addprefix $(SHARE)/broadsheet/,$(FOLDERS))
	cp -R $(FOLDERS) $(SHARE)/broadsheet/
	chmod -R u=rwX,go=rX $(SHARE)/broadsheet
	$(COMPLETE) bash >$(BASH)
	$(COMPLETE) zsh >$(ZSH)
	$(COMPLETE) fish >$(FISH)
	chmod 644 $(BASH) $(ZSH) $(FISH)

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/broadsheet $(MANUAL) $(BASH) $(ZSH) $(FISH)
	rm -rf $(SHARE)/broadsheet

# A Debian package, with the flags that Debian builds its own with.
DEB_BUILD = $(BUILD)/deb
DEB_FLAGS = CFLAGS="$$($(DEB_ASK) CFLAGS) $$($(DEB_ASK) CPPFLAGS)" LDFLAGS="$$($(DEB_ASK) LDFLAGS)"
DEB_ASK   = DEB_BUILD_MAINT_OPTIONS=hardening=+all dpkg-buildflags --get
DEB_ROOT  = $(BUILD)/deb-root

deb:
	@generator/needs.sh deb
	@rm -rf $(DEB_ROOT)
	@$(MAKE) BUILD=$(DEB_BUILD) PREFIX=/usr DESTDIR=$(abspath $(DEB_ROOT)) \
		ZSH=$(abspath $(DEB_ROOT))/usr/share/zsh/vendor-completions/_broadsheet $(DEB_FLAGS) install >/dev/null
	@generator/packaging/deb.sh $(DEB_ROOT) $(BUILD)

# An OCI image of that package, for podman and docker.
image: deb
	@generator/packaging/image.sh $(BUILD)

# The program with its libraries in one archive, for machines without a compiler.
# LD_RUN_PATH tells the linker where the program will look for them, beside itself,
# and the flag, that they look for one another there, too.
RELEASE_BUILD = $(BUILD)/release
RELEASE_ROOT  = $(BUILD)/release-root

release: export LD_RUN_PATH = $$ORIGIN/../lib/broadsheet
release:
	@generator/needs.sh deb
	@rm -rf $(RELEASE_ROOT)
	@$(MAKE) BUILD=$(RELEASE_BUILD) PREFIX=/usr/local DESTDIR=$(abspath $(RELEASE_ROOT)) \
		LINK_FLAGS=-Wl,--disable-new-dtags install >/dev/null
	@generator/packaging/release.sh $(RELEASE_ROOT) $(BUILD)

# The site stays: it may be the one that is published.
clean:
	rm -rf $(BUILD) tests/web/node_modules

help:
	@echo "make                build the program and the site in $(OUTPUT)/"
	@echo "make serve          show the site in a browser at port PORT=$(PORT), up to date with every change; REVIEW=1: to correct"
	@echo "make review         the site with a review in $(OUTPUT)/review/: doubtful places and their corrections"
	@echo "make check-site     look for dead links and other faults in the site"
	@echo "make publish        send what changed of the site to DEST=…; DRY_RUN=1 only tells"
	@echo "make zip            pack the site into ZIP=$(ZIP), to be handed over"
	@echo "make program        build $(BUILD)/broadsheet only"
	@echo "make debug          the program for a debugger, in $(BUILD)/debug/; asan: with sanitizers, in $(BUILD)/sanitize/"
	@echo "make compile_commands.json  how each file is compiled, for editors"
	@echo "make test           run all tests, as make check does; TEST=segment: those of tests/segment/ alone"
	@echo "make unit           run the tests of the C code only"
	@echo "make torture        an hour of kills, power cuts, edits and interruptions; SEED=… does one again"
	@echo "make fuzz           feed spoilt files to all readers; TARGET=\"html kept\" TIME=600: to these, so many seconds each"
	@echo "make learn          learn from the archive's corrections how its paper is cut"
	@echo "make train          learn the segmenter's weights anew from what is in SHARED=$(SHARED)"
	@echo "make eval           how good they are on papers that they were not learned from"
	@echo "make bench          how long builds of BENCH_SIZES=\"$(BENCH_SIZES)\" articles take, beside others"
	@echo "make bench-search   what the search index of SEARCH_SIZES=\"$(SEARCH_SIZES)\" articles weighs and its queries take"
	@echo "make lint           warnings as errors, static analysis, scripts, manual"
	@echo "make format         lay out the C code as .clang-format says; format-check only looks"
	@echo "make install        install under PREFIX=$(PREFIX), below DESTDIR: program, manual, completions, templates"
	@echo "make deb            make a Debian package in $(BUILD)/"
	@echo "make image          make an OCI image, IMAGE=broadsheet, of that package with buildah, podman or docker"
	@echo "make release        make an archive of the program, its libraries and files in $(BUILD)/, for machines without a compiler"
	@echo "make uninstall      take that away again"
	@echo "make screenshots    make the pictures of README.md anew"
	@echo "make clean          remove $(BUILD)/ and the tests' packages"
	@echo "Variables: BUILD OUTPUT PREFIX DESTDIR CC CFLAGS LDFLAGS JOBS PORT; V=1 shows all commands"

.PHONY: learn all site program serve review check check-site debug asan publish zip unit test test-programs test-needs sanitized train eval bench bench-search fuzz torture lint format format-check strict \
        screenshots install uninstall deb image release clean help always
.DELETE_ON_ERROR:
.SECONDARY:
