#ifndef PAGE_CREDIT_ROLE_H
#define PAGE_CREDIT_ROLE_H

/*
 * What somebody is named for in a byline: the one place where a role is added.
 * Its name stands in JSON, in the word lists of languages, and, as role_NAME,
 * among the words of the interface.
 */
#define CREDIT_ROLES(X)                                                                \
	X(CREDIT_AUTHOR, "author")               /* named without a role: （张 波） */ \
	X(CREDIT_REPORTER, "reporter")           /* 记者 */                              \
	X(CREDIT_CORRESPONDENT, "correspondent") /* 通讯员, 特约 */                   \
	X(CREDIT_INTERN, "intern")               /* 实习生 */                           \
	X(CREDIT_COMMENTATOR, "commentator")     /* 评论员 */                           \
	X(CREDIT_PHOTOGRAPHER, "photographer")   /* 摄 */                                 \
	X(CREDIT_AGENCY, "agency")               /* 新华社 */

#define CREDIT_ROLE_CONSTANT(constant, name) constant,
enum credit_role { CREDIT_ROLES(CREDIT_ROLE_CONSTANT) };
#undef CREDIT_ROLE_CONSTANT

/* "reporter" */
const char *credit_role_name(enum credit_role r);

/* "t/role_reporter": the partial with the interface's word for it. */
const char *credit_role_word(enum credit_role r);

#endif
