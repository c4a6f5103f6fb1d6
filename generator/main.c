#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "base/mem.h"
#include "commands/commands.h"
#include "commands/usage.h"

struct command {
	const char *name;
	const char *full_name;
	int (*run)(int argc, char **argv);
	const char *summary;
};

static const struct command commands[] = {
	{ "init", "broadsheet init", command_init, "make a folder for a new archive" },
	{ "build", "broadsheet build", command_build, "make the website of an archive" },
	{ "segment", "broadsheet segment", command_segment, "cut pages into articles, as JSON Lines" },
	{ "render", "broadsheet render", command_render, "fill a Mustache template with JSON data" },
	{ "check", "broadsheet check", command_check,
	  "look for dead links and other faults in a built site" },
	{ "serve", "broadsheet serve", command_serve,
	  "show the site in a browser, and build it anew when something changes" },
	{ "publish", "broadsheet publish", command_publish,
	  "send a built site to where its readers are" },
	{ "zip", "broadsheet zip", command_zip, "pack a built site into one archive to hand over" },
	{ "hosts", "broadsheet hosts", command_hosts,
	  "print what web servers and workflows are set up with" },
	{ "learn", "broadsheet learn", command_learn,
	  "learn from an archive's corrections how its paper is cut" },
	{ "train", "broadsheet train", command_train,
	  "learn from annotated pages how articles are cut" },
};

enum { COMMANDS = sizeof(commands) / sizeof(*commands) };

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static void print_help(void)
{
	puts("broadsheet makes a website of a newspaper archive.\n"
	     "\n"
	     "Usage: broadsheet COMMAND [OPTIONS] [ARGUMENTS]\n"
	     "       broadsheet help COMMAND\n"
	     "       broadsheet --help | --version\n"
	     "\n"
	     "Commands:");
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-8s %s\n", commands[i].name, commands[i].summary);
	puts("\n"
	     "Exit status: 0 done, 1 the input or the site is at fault, 2 the command line is.");
}

static int unknown_command(const char *name)
{
	fprintf(stderr, "broadsheet: there is no command \"%s\": expected ", name);
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(stderr, "%s, ", commands[i].name);
	fputs("or help\n", stderr);
	fputs("Try \"broadsheet --help\".\n", stderr);
	return USAGE_WRONG;
}

static int run_command(const struct command *command, int argc, char **argv)
{
	argv[0] = (char *)command->full_name;
	return command->run(argc, argv);
}

static int run_help(int argc, char **argv)
{
	if (argc < 2) {
		print_help();
		return USAGE_DONE;
	}
	const struct command *command = find_command(argv[1]);
	if (command == NULL)
		return unknown_command(argv[1]);
	char help[] = "--help";
	char *asked[] = { NULL, help, NULL };
	return run_command(command, 2, asked);
}

static int run(int argc, char **argv)
{
	if (argc < 2)
		return usage_wrong("broadsheet", "expected a command");
	const char *word = argv[1];
	if (strcmp(word, "--version") == 0) {
		usage_print_version();
		return USAGE_DONE;
	}
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
		print_help();
		return USAGE_DONE;
	}
	if (strcmp(word, "help") == 0)
		return run_help(argc - 1, argv + 1);
	const struct command *command = find_command(word);
	return command ? run_command(command, argc - 1, argv + 1) : unknown_command(word);
}

/* Templates and folders in one another need some, and a fault tells nothing. */
#define STACK_LEAST ((rlim_t)1024 * 1024)

/* Whether the stack may become large enough, after it was allowed to if that was left to us. */
static bool has_stack(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= STACK_LEAST)
		return true;
	limit.rlim_cur = STACK_LEAST;
	if (limit.rlim_max >= STACK_LEAST && setrlimit(RLIMIT_STACK, &limit) == 0)
		return true;
	fputs("broadsheet: the stack is kept below 1 MB here: allow that much (ulimit -s 1024)\n",
	      stderr);
	return false;
}

int main(int argc, char **argv)
{
	mem_begin();
	if (!has_stack())
		return USAGE_FAILED;
	int status = run(argc, argv);
	/* A full disk shows only when the last bytes leave. */
	if (ferror(stdout) || fflush(stdout) != 0) {
		fprintf(stderr, "broadsheet: standard output cannot be written: %s\n", strerror(errno));
		if (status == USAGE_DONE)
			status = USAGE_FAILED;
	}
	return status;
}
