#include "base/interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

/* Signals are the process's, so this cannot be passed. */
static atomic_int caught;

static void note(int number)
{
	atomic_store(&caught, number);
}

void interrupt_watch(void)
{
	static const int signals[] = { SIGINT, SIGTERM };
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		struct sigaction before, now = { .sa_handler = note };
		now.sa_flags = SA_RESTART | (int)SA_RESETHAND;
		sigemptyset(&now.sa_mask);
		if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
			sigaction(signals[i], &now, NULL);
	}
}

bool interrupt_seen(void)
{
	return atomic_load(&caught) != 0;
}

int interrupt_status(void)
{
	int number = atomic_load(&caught);
	return number ? 128 + number : 0;
}
