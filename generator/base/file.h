#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/report.h"

/*
 * Files, read whole and written whole. Each function says in the report what
 * failed and returns false; nothing is half done.
 */

/* Appends the content of a regular file to out. */
bool file_read(const char *path, struct buf *out, struct report *r);

enum file_result { FILE_FAILED, FILE_WRITTEN, FILE_SAME };

/*
 * Makes path hold exactly content: missing folders are made, a file that
 * already holds it is left alone (FILE_SAME, its time unchanged), else a
 * temporary file beside it is written, checked, closed, checked, and renamed
 * over path. A reader never sees half a file.
 */
enum file_result file_write(const char *path, struct view content, struct report *r);

/* The same, but what is there is replaced even if it holds the content. */
enum file_result file_replace(const char *path, struct view content, struct report *r);

/*
 * The same as file_write(), and once it returns the file is on the disk, so
 * that it is there even if the power fails.
 */
enum file_result file_keep(const char *path, struct view content, struct report *r);

/* Writes all of it to an open file; false with errno set. */
bool file_write_all(int fd, struct view content);

/* Returns when that the file is at this path is on the disk, too. */
void file_keep_name(const char *path);

/*
 * The same as file_write(), or as file_replace() if anew; stamp, if not NULL,
 * gets file_stamp() of what is there then.
 */
enum file_result file_put(const char *path, struct view content, bool anew, uint64_t *stamp,
                          struct report *r);

/*
 * For a folder that nobody looks at before it is whole: what is there is
 * written over where it stands, and removed if that fails.
 */
enum file_result file_make(const char *path, struct view content, uint64_t *stamp,
                           struct report *r);

/* Makes a file where there is nothing; FILE_SAME: something is there, and stays as it is. */
enum file_result file_create(const char *path, struct view content, struct report *r);

/* Whether path is a regular file with exactly this content; *stamp, if not NULL, gets its file_stamp(). */
bool file_holds(const char *path, struct view content, uint64_t *stamp);

/*
 * Removes the file at path below the folder root, and the folders between that
 * this leaves empty. FILE_WRITTEN: it is gone; FILE_SAME: there was no such file.
 */
enum file_result file_remove(const char *root, struct view path, struct report *r);

/* Another one once the file was written to, by whomever: of its size and time. Never 0. */
struct stat;
uint64_t file_stamp(const struct stat *st);

/* The stamp of the file; 0 if it is not there or no regular file. *size gets its bytes. */
uint64_t file_stamp_of(const char *path, uint64_t *size);

/* Bytes of a name, as nearly all file systems have it. */
#define FILE_NAME_MOST 255

/* What stands at the end of a temporary file's name. */
#define FILE_TEMPORARY ".broadsheet-new"

/*
 * The temporary file's path for that of a file, to be freed: with that ending,
 * and with less of the name before it where that would be too long.
 */
char *file_temporary(const char *path);

/*
 * False, reported, if what stands at the path is a device, a pipe or a socket:
 * such a thing does not give way to a file. All that writes files asks this.
 */
bool file_may_replace(const char *path, struct report *r);

/*
 * Where a file that the user named is to be written, to be freed: where the
 * path is a link, what it leads to. NULL, reported, if that is a device, a pipe
 * or a socket.
 */
char *file_output_path(const char *path, struct report *r);

/*
 * The full path of a folder, also if it is not there yet, without . and links
 * above it; to be freed.
 */
char *file_full_path(const char *path);

/* Makes the folder and those above it. */
bool file_make_folder(const char *path, struct report *r);

#endif
