#ifndef SERVE_INJECT_H
#define SERVE_INJECT_H

#include "base/buf.h"

/*
 * Where the script is, and what it listens to: that, with the page's path
 * behind it. No page of a site is there.
 */
#define INJECT_SCRIPT "/.broadsheet/live.js"
#define INJECT_EVENTS "/.broadsheet/events"

/* And those by which the review writes corrections: serve/desk.js and its style. */
#define INJECT_DESK       "/.broadsheet/desk.js"
#define INJECT_DESK_STYLE "/.broadsheet/desk.css"

/*
 * Appends the page with a line that loads the script. Where the page has a
 * content security policy, that is widened as far as the script needs it.
 * version is that of the page, of letters, digits and -; token, if it is not absent, makes
 * it a page of the review that may write, see corrections_save.h.
 */
void inject_page(struct buf *out, struct view page, struct view version, struct view token);

/* The script: reloads the page after a build, shows what a build said was wrong. */
struct view inject_script(void);

struct view inject_desk_script(void);
struct view inject_desk_style(void);

/* A page of its own, for when there is no site yet: the text says why. */
void inject_note_page(struct buf *out, struct view text, struct view version);

#endif
