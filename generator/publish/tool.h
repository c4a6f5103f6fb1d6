#ifndef PUBLISH_TOOL_H
#define PUBLISH_TOOL_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/report.h"
#include "base/view.h"

/*
 * One run of another program, without a shell between. It asks its questions
 * where it always does, on the terminal; what it says on standard error is
 * shown as it comes.
 */
struct tool {
	const char *const *arguments;   /* [0] is the program, looked for in PATH; NULL ends them */
	const char *const *environment; /* NAME=value; NULL: that of this process */
	char end;                       /* of what it prints: '\n', or '\0' if it says so */
	void (*line)(void *context, struct view line); /* each of its lines; NULL: of no use */
	bool (*feed)(void *context, struct buf *out);  /* puts more of its input; false: that was all */
	void *context;
	bool quiet;      /* what it says on standard error goes to said alone */
	struct buf said; /* its end; to be freed */
};

/* The environment of this process: NAME=value, NULL at the end. */
const char *const *tool_environment(void);

/*
 * The exit status, or -1, reported, where it could not be run, was killed, or
 * this program was asked to stop. Without feed it reads what this one does.
 */
int tool_run(struct tool *t, struct report *r);

/* The same, and any other exit status than 0 is an error, reported: false. */
bool tool_do(struct tool *t, struct report *r);

/* Reports that the tool ended with that status, with what it said if that was not shown. */
void tool_failed(const struct tool *t, int status, struct report *r);

#endif
