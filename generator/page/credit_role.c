#include "page/credit_role.h"

#define NAME(constant, name) [constant] = name,
#define WORD(constant, name) [constant] = "t/role_" name,

static const char *const names[] = { CREDIT_ROLES(NAME) };
static const char *const words[] = { CREDIT_ROLES(WORD) };

const char *credit_role_name(enum credit_role r)
{
	return names[r];
}

const char *credit_role_word(enum credit_role r)
{
	return words[r];
}
