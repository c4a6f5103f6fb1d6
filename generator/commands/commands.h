#ifndef COMMANDS_COMMANDS_H
#define COMMANDS_COMMANDS_H

/*
 * The commands, each in the file of its name. argv[0] is "broadsheet NAME",
 * the rest are its own options and arguments. Each returns the exit status:
 * 0 done, 1 the input or the site is at fault, 2 the command line is. Results
 * go to standard output, which main checks, messages to standard error.
 */
int command_build(int argc, char **argv);
int command_check(int argc, char **argv);
int command_hosts(int argc, char **argv);
int command_init(int argc, char **argv);
int command_learn(int argc, char **argv);
int command_publish(int argc, char **argv);
int command_render(int argc, char **argv);
int command_segment(int argc, char **argv);
int command_serve(int argc, char **argv);
int command_train(int argc, char **argv);
int command_zip(int argc, char **argv);

#endif
