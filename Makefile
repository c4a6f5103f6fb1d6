BUILD ?= build
PACKAGES = libcmark icu-uc icu-i18n inih jansson
CFLAGS ?= -O2 -g
OUR_CFLAGS = -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Igenerator $(shell pkg-config --cflags $(PACKAGES))
LIBS = $(shell pkg-config --libs $(PACKAGES)) -pthread -lm

SOURCES := $(filter-out generator/main.c,$(wildcard generator/*/*.c))
OBJECTS := $(SOURCES:generator/%.c=$(BUILD)/%.o)

all: $(BUILD)/broadsheet

$(BUILD)/broadsheet: $(BUILD)/main.o $(BUILD)/libbroadsheet.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libbroadsheet.a: $(OBJECTS)
	rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/%.o: generator/%.c
	@mkdir -p $(@D)
	$(CC) $(OUR_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

-include $(OBJECTS:.o=.d) $(BUILD)/main.d
