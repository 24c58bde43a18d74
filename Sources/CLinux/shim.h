// Calls of Linux that the C library shows only to those who define _GNU_SOURCE, or that take any number of arguments:
// Swift sees neither. Each sets errno where it fails.

#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#include <fcntl.h>
#include <linux/stat.h>
#include <malloc.h>
#include <sys/syscall.h>
#include <unistd.h>

// Locks that belong to an open file and not to a process: fcntl's F_OFD_GETLK and F_OFD_SETLK.
static const int linux_ofd_getlk = 36;
static const int linux_ofd_setlk = 37;

// Whether something is mounted at the path itself: 1 or 0, and 0 too where the system does not know.
static inline int linux_is_mount_root(const char *path) {
    struct statx status;
    if (syscall(SYS_statx, AT_FDCWD, path, 0, STATX_TYPE, &status) != 0) return 0;
    return (status.stx_attributes_mask & status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

// Renames a file, and fails with EEXIST where there is one of the new name.
static inline int linux_rename_to_new(const char *from, const char *to) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1u /* RENAME_NOREPLACE */);
}

// A new file in a folder that has no name, and goes with the last descriptor unless it is given one.
static inline int linux_open_unnamed(const char *folder, mode_t mode) {
    return (int)syscall(SYS_openat, AT_FDCWD, folder, __O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
}

// Gives memory that was freed back to the system: the C library keeps it for whatever comes next.
static inline void linux_return_freed_memory(void) { malloc_trim(0); }

// Has threads that are still to begin take memory from one heap: from heaps of their own, what one frees serves no other.
static inline void linux_share_one_heap(void) { mallopt(M_ARENA_MAX, 1); }

#endif
