#include "site/explain.h"

#include <stdio.h>

#include "site/environment.h"

struct explaining {
	const struct build_log *log;
};

static void say(struct view path, const char *what, const char *why)
{
	printf("%.*s: %s: %s\n", VIEW_ARG(path), what, why);
}

/* The first part that changed is why all was made anew. */
static const char *changed_part(unsigned changed)
{
	enum environment_part part = 0;
	while (!(changed >> part & 1))
		part++;
	return environment_part_name(part);
}

static void say_made(struct view path, const struct build_log *m, const struct build_log_file *last,
                     const struct build_log_file *now)
{
	if (!last)
		say(path, "made", "it is new");
	else if (m->changed)
		printf("%.*s: made: %s changed\n", VIEW_ARG(path), changed_part(m->changed));
	else if (!build_log_standing(m, last->path))
		say(path, "made", "it was not as the last build left it");
	else if (!now->fingerprint)
		say(path, "made", "every build makes it, and it is another");
	else if (now->fingerprint != last->fingerprint)
		say(path, "made", "what it shows changed");
	else
		say(path, "made", "the related articles that it shows changed");
}

static void explain_one(void *context, struct view path, const char *owner)
{
	(void)owner;
	const struct explaining *x = context;
	uint64_t name = hash_view(path);
	const struct build_log_file *now = build_log_now(x->log, name);
	const struct build_log_file *last = build_log_last(x->log, name);
	if (!now)
		return;
	if (!last || last->stamp != now->stamp)
		say_made(path, x->log, last, now);
	else if (now->fingerprint && now->fingerprint == last->fingerprint)
		say(path, "kept", "all that it shows is what it was");
	else
		say(path, "kept", "made again, it had the same bytes");
}

static void explain_gone(void *context, struct view path)
{
	(void)context;
	say(path, "removed", "the archive has nothing for it any more");
}

void explain_build(struct build_log *m, const struct site *s)
{
	struct explaining x = { m };
	build_log_index(m);
	plan_each(&s->plan, explain_one, &x);
	for (struct view rest = buf_view(&s->writer.late.lines); rest.len > 0;)
		explain_one(&x, view_cut(&rest, '\n'), NULL);
	writer_each_gone(&s->writer, explain_gone, NULL);
}

void explain_rest(struct view paths)
{
	while (paths.len > 0)
		say(view_cut(&paths, '\n'), "kept", "nothing changed since the last build");
}
