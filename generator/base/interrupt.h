#ifndef BASE_INTERRUPT_H
#define BASE_INTERRUPT_H

#include <stdbool.h>

/*
 * SIGINT and SIGTERM end long work where it can be ended: it asks now and then,
 * stops, and cleans up. A second signal ends the program at once.
 */

/* From now on the signals are only noted. One that is ignored stays ignored. */
void interrupt_watch(void);

/* Whether one of them came. Any thread may ask. */
bool interrupt_seen(void);

/* 128 and the number of the signal that came, as shells tell it; 0: none did. */
int interrupt_status(void);

#endif
