// Linux calls that Swift cannot see: those that the C library declares only under _GNU_SOURCE, and those with
// variable arguments. Each sets errno on failure.

#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#include <fcntl.h>
#include <linux/stat.h>
#include <malloc.h>
#include <sys/syscall.h>
#include <unistd.h>

// Locks that belong to an open file and not to a process: F_OFD_GETLK and F_OFD_SETLK of fcntl(2).
static const int linux_ofd_getlk = 36;
static const int linux_ofd_setlk = 37;

// Whether a file system is mounted at exactly this path: 1 or 0; 0 also where the system does not tell (statx(2)).
static inline int linux_is_mount_root(const char *path) {
    struct statx status;
    if (syscall(SYS_statx, AT_FDCWD, path, 0, STATX_TYPE, &status) != 0) return 0;
    return (status.stx_attributes_mask & status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

// Renames a file; fails with EEXIST where the new name exists (renameat2(2)).
static inline int linux_rename_to_new(const char *from, const char *to) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1u /* RENAME_NOREPLACE */);
}

// Exchanges two names at once (renameat2(2)).
static inline int linux_exchange_names(const char *one, const char *other) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, 2u /* RENAME_EXCHANGE */);
}

// Opens a new file without a name in a folder. It disappears with its last descriptor unless it is given a name
// (O_TMPFILE of open(2)).
static inline int linux_open_unnamed(const char *folder, mode_t mode) {
    return (int)syscall(SYS_openat, AT_FDCWD, folder, __O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
}

// Returns freed memory to the system; otherwise the C library keeps it for later allocations.
static inline void linux_return_freed_memory(void) { malloc_trim(0); }

// Makes threads that start later allocate from one shared heap. With a heap for each thread, memory that one thread
// frees could not be used by another.
static inline void linux_share_one_heap(void) { mallopt(M_ARENA_MAX, 1); }

#endif
