#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "archive/config.h"
#include "base/interrupt.h"
#include "base/pool.h"
#include "commands/commands.h"
#include "commands/site_build.h"
#include "commands/usage.h"
#include "serve/build_status.h"
#include "serve/correction_desk.h"
#include "serve/http.h"
#include "serve/watch.h"

static const char usage[] =
	"Usage: broadsheet serve [-c site.conf] [-o OUTPUT] [-p PORT] [--listen ADDRESS] [--look]\n"
	"                        [--review]\n"
	"\n"
	"Builds the site and shows it at an address of this machine. When a page, a\n"
	"template, the configuration or anything else of it changes, the site is built\n"
	"anew and open pages are loaded again. What a build finds wrong is told here and\n"
	"in the browser, and the last good site stays.\n"
	"\n"
	"  -c, --config FILE      the archive's configuration, site.conf by default\n"
	"  -o, --output FOLDER    write the site there\n"
	"  -p, --port PORT        8000 by default; 0 takes one that is free\n"
	"      --listen ADDRESS   be there for other machines, too: 0.0.0.0 or ::\n"
	"      --look             look for changes twice a second, where the system does\n"
	"                         not tell of them, as on network disks\n"
	"      --review           with the review, as build --review makes it, where lines\n"
	"                         are corrected by clicking on them\n"
	"  -h, --help             show this help\n"
	"      --version          show the version\n";

enum { OPTION_LISTEN = USAGE_VERSION + 1, OPTION_LOOK, OPTION_REVIEW };

enum { PATHS = 8 + CONFIG_IMAGES_MOST };

struct serving {
	struct site_build_order order;
	struct http_order site;
	bool looking;
	sigset_t open, held;  /* signals blocked while we wait or build, and else */
	struct config config; /* the last one that could be read */
	const char *paths[PATHS], *except[PATHS];
	struct watch *watch;
	struct build_status live;
	struct correction_desk *desk; /* NULL: without a review */
	struct http *http;
};

/* Ours are the only threads that a signal reaches, so that it ends a build or the waiting. */
static void hold_signals(struct serving *s)
{
	interrupt_watch();
	sigemptyset(&s->held);
	sigaddset(&s->held, SIGINT);
	sigaddset(&s->held, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &s->held, &s->open);
	sigdelset(&s->open, SIGINT);
	sigdelset(&s->open, SIGTERM);
}

static const char *output_of(const struct serving *s)
{
	return s->order.output ? s->order.output : s->config.output;
}

static void watch_again(struct serving *s)
{
	size_t n = 0;
	const char *paths[] = { s->order.config,           s->config.source,
		                    s->config.templates,       s->config.static_folder,
		                    s->config.weights,         s->config.installed_templates,
		                    s->config.installed_static };
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		if (paths[i])
			s->paths[n++] = paths[i];
	}
	for (size_t i = 0; i < s->config.image_count; i++)
		if (s->config.images[i].folder)
			s->paths[n++] = s->config.images[i].folder;
	s->paths[n] = NULL;
	s->except[0] = output_of(s);
	s->except[1] = s->config.state;
	s->except[2] = NULL;
	if (s->watch)
		watch_close(s->watch);
	s->watch = watch_open(s->paths, s->except, s->looking);
}

/* A configuration with faults is told of by the build; until it is right the old one holds. */
static void read_config_again(struct serving *s)
{
	struct config config = { 0 };
	struct report ignored = { 0 };
	if (config_read(s->order.config, &config, &ignored)) {
		struct config old = s->config;
		s->config = config;
		watch_again(s);
		config_free(&old);
	} else {
		config_free(&config);
	}
	report_free(&ignored);
}

static void tell_failure(struct serving *s, const struct report *r)
{
	struct buf text = { 0 };
	for (size_t i = 0; i < r->messages.len; i++) {
		if (r->messages.items[i].level == REPORT_ERROR)
			buf_printf(&text, "%s\n", r->messages.items[i].text);
	}
	build_status_failed(&s->live, buf_view(&text));
	buf_free(&text);
	puts("not built; the site is as it was");
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The site is shown where the configuration says, once it is there. */
static void tell_success(struct serving *s, const struct site_build_result *result, double begun)
{
	bool moved = http_show(s->http, output_of(s), s->config.base_url);
	build_status_built(&s->live, result->assets);
	printf("built in %.2f s: %zu files written, %zu removed\n", now() - begun,
	       result->count.written, result->count.removed);
	if (moved)
		printf("%s\n", http_url(s->http));
}

static void build(struct serving *s)
{
	struct site_build_result result;
	struct report report = { 0 };
	double begun = now();
	build_status_begins(&s->live);
	pthread_sigmask(SIG_SETMASK, &s->open, NULL);
	bool ok = site_build_run(&s->order, &result, &report);
	pthread_sigmask(SIG_BLOCK, &s->held, NULL);
	report_print(&report, stderr);
	if (ok)
		tell_success(s, &result, begun);
	else if (!interrupt_seen())
		tell_failure(s, &report);
	fflush(stdout);
	site_build_free(&result);
	report_free(&report);
}

/* Shows the site and builds it whenever something changed, until a signal comes. */
static void stay(struct serving *s)
{
	printf("%s\n", http_url(s->http));
	fflush(stdout);
	build(s);
	while (!interrupt_seen() && watch_wait(s->watch, &s->open)) {
		read_config_again(s);
		build(s);
	}
}

/* The review may write, unless others can reach it. */
static bool open_http(struct serving *s, struct report *r)
{
	if (s->order.review && !(s->desk = correction_desk_open(s->order.config, r)))
		return false;
	s->site.desk = s->desk;
	s->http = http_open(&s->site, r);
	if (s->http && s->desk && !http_writes(s->http))
		puts("the review writes no corrections here, where other machines can ask: "
		     "serve without --listen for that");
	return s->http != NULL;
}

static int serve(struct serving *s, struct report *r)
{
	build_status_open(&s->live);
	s->site.live = &s->live;
	s->site.folder = output_of(s);
	s->site.base_url = s->config.base_url;
	int status = open_http(s, r) ? USAGE_DONE : USAGE_FAILED;
	if (s->http) {
		watch_again(s);
		stay(s);
		build_status_stop(&s->live);
		http_close(s->http);
		watch_close(s->watch);
	}
	correction_desk_close(s->desk);
	build_status_close(&s->live);
	return status;
}

static int run(struct serving *s)
{
	struct report report = { 0 };
	int status = USAGE_FAILED;
	hold_signals(s);
	if (config_read(s->order.config, &s->config, &report))
		status = serve(s, &report);
	report_print(&report, stderr);
	report_free(&report);
	config_free(&s->config);
	return status;
}

static bool read_port(const char *text, uint16_t *out)
{
	char *end;
	long n = strtol(text, &end, 10);
	*out = (uint16_t)n;
	return *text && !*end && n >= 0 && n <= 65535;
}

int command_serve(int argc, char **argv)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "output", required_argument, NULL, 'o' },
		{ "port", required_argument, NULL, 'p' },
		{ "listen", required_argument, NULL, OPTION_LISTEN },
		{ "look", no_argument, NULL, OPTION_LOOK },
		{ "review", no_argument, NULL, OPTION_REVIEW },
		USAGE_OPTIONS,
	};
	struct serving s = {
		.order = { .config = "site.conf", .threads = pool_processors() },
		.site = { .address = "127.0.0.1", .port = 8000 },
	};
	int c, status;
	while ((c = getopt_long(argc, argv, "c:o:p:h", options, NULL)) != -1) {
		if (usage_answered(c, argv[0], usage, &status))
			return status;
		switch (c) {
		case 'c': s.order.config = optarg; break;
		case 'o': s.order.output = optarg; break;
		case OPTION_LISTEN: s.site.address = optarg; break;
		case OPTION_LOOK: s.looking = true; break;
		case OPTION_REVIEW: s.order.review = true; break;
		default:
			if (!read_port(optarg, &s.site.port))
				return usage_wrong(argv[0], "-p needs a number from 0 to 65535, not '%s'", optarg);
		}
	}
	if (optind < argc)
		return usage_wrong(argv[0], "unexpected argument '%s'", argv[optind]);
	if (s.order.output && !*s.order.output)
		return usage_wrong(argv[0], "the name of a folder is empty");
	return run(&s);
}
