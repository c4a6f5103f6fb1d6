#ifndef MUSTACHE_RENDER_H
#define MUSTACHE_RENDER_H

#include "base/buf.h"
#include "base/report.h"
#include "mustache/node.h"
#include "mustache/value.h"

/* As mustache_render, but leaves in out what was rendered before an error. */
bool render_template(const struct mustache_template *t, const struct value *data, struct buf *out,
                     struct report *r);

#endif
