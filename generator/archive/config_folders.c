#include "archive/config_folders.h"

#include "base/folder.h"

struct rule {
	const char *inner, *inner_name; /* must not be */
	const char *outer, *outer_name; /* this, and not lie in it */
	const char *because;
};

static bool check_rules(const struct config *c, const struct rule *rules, size_t count,
                        struct report *r)
{
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++) {
		const struct rule *x = &rules[i];
		ok = !x->inner || !x->outer || !folder_has(x->outer, x->inner);
		if (!ok)
			report_error(r, c->path, 0, 0,
			             "the %s %s is or lies in the %s %s, and %s: name another folder",
			             x->inner_name, x->inner, x->outer_name, x->outer, x->because);
	}
	return ok;
}

bool config_folders_check(const struct config *c, struct report *r)
{
	static const char grows[] = "each build would take in the site of the one before";
	static const char lost[] = "the site would overwrite, remove and publish it";
	static const char seen[] = "what a build remembers would be published";
	const struct rule rules[] = {
		{ c->output, "output", c->static_folder, "static", grows },
		{ c->output, "output", c->installed_static, "static", grows },
		{ c->output, "output", c->templates, "templates", grows },
		{ c->output, "output", c->installed_templates, "templates", grows },
		{ c->source, "source", c->output, "output", lost },
		{ c->static_folder, "static", c->output, "output", lost },
		{ c->templates, "templates", c->output, "output", lost },
		{ c->path, "configuration", c->output, "output", lost },
		{ c->state, "state", c->output, "output", seen },
		{ c->state, "state", c->static_folder, "static", seen },
		{ c->state, "state", c->templates, "templates", "each build would make all anew" },
	};
	bool ok = check_rules(c, rules, sizeof(rules) / sizeof(*rules), r);
	for (size_t i = 0; ok && i < c->image_count; i++) {
		const struct rule image = { c->images[i].folder, "image", c->output, "output", lost };
		ok = check_rules(c, &image, 1, r);
	}
	return ok;
}

bool config_folders_check_destination(const struct config *c, const char *to, struct report *r)
{
	static const char mixed[] = "what is sent would be taken for its own";
	static const char lost[] = "what is sent would overwrite and hide it";
	const struct rule rules[] = {
		{ to, "destination", c->source, "source", mixed },
		{ to, "destination", c->static_folder, "static", mixed },
		{ to, "destination", c->templates, "templates", mixed },
		{ to, "destination", c->state, "state", mixed },
		{ c->source, "source", to, "destination", lost },
		{ c->static_folder, "static", to, "destination", lost },
		{ c->templates, "templates", to, "destination", lost },
		{ c->state, "state", to, "destination", lost },
		{ c->path, "configuration", to, "destination", lost },
	};
	return check_rules(c, rules, sizeof(rules) / sizeof(*rules), r);
}
