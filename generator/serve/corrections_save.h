#ifndef SERVE_CORRECTIONS_SAVE_H
#define SERVE_CORRECTIONS_SAVE_H

#include "serve/correction_desk.h"
#include "serve/send.h"

/* Where the review's script asks. No page of a site is there. */
#define CORRECTIONS_SAVE_PATH "/.broadsheet/corrections"

/* The header that names the desk's token. */
#define CORRECTIONS_SAVE_TOKEN "X-Broadsheet-Token"

/*
 * One request, POST, of JSON (application/json):
 *	{"file": "p.txt"}             asks
 *	{"file": …, "edits": […]}     writes, all or nothing; an edit is {"line", "part", "until",
 *	                              "again": numbers, 0 if left out, "key": "role",
 *	                              "value": "body" or null, "was": what is there now, or null}
 *	{"file": …, "undo": 7}        takes step 7 back, the last one
 * The answer is {"messages": [what was wrong, or is of no effect], …} with the members of
 * correction_desk_put_state(); 200, or 409 where the file says something else than was
 * seen, 422 where a build would refuse it, 500 where the file could not be written.
 * What does not come from the review's own script is answered 400, 403, 413 or 415.
 */
struct corrections_save;

struct corrections_save *corrections_save_begin(void);

/* The next part of the request's content. */
void corrections_save_take(struct corrections_save *s, struct view bytes);

/* The request's host was looked at already. */
enum MHD_Result corrections_save_answer(const struct request *q, const struct corrections_save *s,
                                        struct correction_desk *desk);

void corrections_save_free(struct corrections_save *s);

#endif
