#ifndef BASE_LOCK_H
#define BASE_LOCK_H

/*
 * A file that one process at a time can hold, or several that share it. It
 * stays where it is; the system gives it free when its holder ends, in whatever way.
 */
enum lock_result { LOCK_TAKEN, LOCK_HELD, LOCK_FAILED };
enum lock_mode { LOCK_ALONE, LOCK_SHARED };

/* Makes the file if it is not there. LOCK_HELD: another process has it. LOCK_FAILED: see errno. */
enum lock_result lock_take(const char *path, enum lock_mode mode, int *fd);

/*
 * The same for a folder that is there, which then is the one of that path as
 * long as nobody moves it. LOCK_FAILED, too, where the file system cannot lock folders.
 */
enum lock_result lock_take_folder(const char *path, enum lock_mode mode, int *fd);

/* fd may be -1. */
void lock_drop(int fd);

#endif
