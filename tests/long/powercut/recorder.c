/* Notes every call of a process that changes a file or a name below RECORD_BELOW, in order, in the file RECORD_IN.
   Built by the test and put before the C library (LD_PRELOAD); replay.py makes of it what a power cut may leave.

   One record: kind (1 byte), three lengths (4 bytes each: name, other name, data), an offset (8 bytes), then the three.
   W write, T truncate to the offset, S sync, C create, U unlink, R rename, D make a folder, X remove a folder,
   A what the process says to its parent (by writev on its standard output). */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define LONGEST 4096

static int notes = -1;
static const char *below;

static int begun(void)
{
    if (notes == -1) {
        const char *in = getenv("RECORD_IN");
        below = getenv("RECORD_BELOW");
        notes = in && below ? (int)syscall(SYS_openat, AT_FDCWD, in, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -2;
    }
    return notes >= 0;
}

static int ours(const char *path)
{
    size_t length = strlen(below);
    return strncmp(path, below, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int path_of(int handle, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, LONGEST - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return begun() && ours(path);
}

static int path_at(int folder, const char *name, char *path)
{
    if (name[0] == '/' || folder == AT_FDCWD)
        snprintf(path, LONGEST, "%s", name);
    else {
        path_of(folder, path);
        size_t length = strlen(path);
        snprintf(path + length, LONGEST - length, "/%s", name);
    }
    return begun() && ours(path);
}

static void note(char kind, const char *name, const char *other, uint64_t offset, const void *data, size_t size)
{
    uint32_t lengths[3] = {(uint32_t)strlen(name), (uint32_t)strlen(other), (uint32_t)size};
    size_t whole = 1 + sizeof lengths + sizeof offset + lengths[0] + lengths[1] + size;
    char *record = malloc(whole), *at = record;
    *at++ = kind;
    memcpy(at, lengths, sizeof lengths), at += sizeof lengths;
    memcpy(at, &offset, sizeof offset), at += sizeof offset;
    memcpy(at, name, lengths[0]), at += lengths[0];
    memcpy(at, other, lengths[1]), at += lengths[1];
    memcpy(at, data ? data : "", size);
    if (syscall(SYS_write, notes, record, whole) != (long)whole)
        abort();
    free(record);
}

ssize_t pwrite64(int handle, const void *data, size_t size, off64_t offset)
{
    char path[LONGEST];
    ssize_t done = syscall(SYS_pwrite64, handle, data, size, offset);
    if (done > 0 && path_of(handle, path))
        note('W', path, "", (uint64_t)offset, data, (size_t)done);
    return done;
}

ssize_t pwrite(int handle, const void *data, size_t size, off_t offset)
{
    return pwrite64(handle, data, size, offset);
}

ssize_t write(int handle, const void *data, size_t size)
{
    char path[LONGEST];
    int wanted = path_of(handle, path);
    off_t offset = !wanted ? 0 : lseek(handle, 0, fcntl(handle, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    ssize_t done = syscall(SYS_write, handle, data, size);
    if (wanted && done > 0)
        note('W', path, "", (uint64_t)offset, data, (size_t)done);
    return done;
}

ssize_t writev(int handle, const struct iovec *parts, int count)
{
    ssize_t done = syscall(SYS_writev, handle, parts, count);
    if (done > 0 && handle == STDOUT_FILENO && begun())
        note('A', "", "", 0, parts[0].iov_base, parts[0].iov_len);
    return done;
}

int ftruncate64(int handle, off64_t size)
{
    char path[LONGEST];
    int failed = (int)syscall(SYS_ftruncate, handle, size);
    if (!failed && path_of(handle, path))
        note('T', path, "", (uint64_t)size, NULL, 0);
    return failed;
}

int ftruncate(int handle, off_t size)
{
    return ftruncate64(handle, size);
}

int posix_fallocate64(int handle, off64_t offset, off64_t size)
{
    char path[LONGEST];
    struct stat found;
    int failed = syscall(SYS_fallocate, handle, 0, offset, size) == 0 ? 0 : errno;
    if (!failed && path_of(handle, path) && fstat(handle, &found) == 0)
        note('T', path, "", (uint64_t)found.st_size, NULL, 0);
    return failed;
}

int posix_fallocate(int handle, off_t offset, off_t size)
{
    return posix_fallocate64(handle, offset, size);
}

static int synced(long call, int handle)
{
    char path[LONGEST];
    int failed = (int)syscall(call, handle);
    if (!failed && path_of(handle, path))
        note('S', path, "", 0, NULL, 0);
    return failed;
}

int fsync(int handle)
{
    return synced(SYS_fsync, handle);
}

int fdatasync(int handle)
{
    return synced(SYS_fdatasync, handle);
}

static int opened(int folder, const char *name, int flags, mode_t mode)
{
    char path[LONGEST];
    struct stat found;
    int wanted = path_at(folder, name, path) && (flags & (O_CREAT | O_TRUNC));
    int is_new = wanted && stat(path, &found) != 0;
    int handle = (int)syscall(SYS_openat, folder, name, flags, mode);
    if (handle >= 0 && wanted) {
        if (is_new)
            note('C', path, "", 0, NULL, 0);
        else if (flags & O_TRUNC)
            note('T', path, "", 0, NULL, 0);
    }
    return handle;
}

#define MODE_OF(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list more; \
        va_start(more, flags); \
        mode = (mode_t)va_arg(more, int); \
        va_end(more); \
    }

int open(const char *name, int flags, ...)
{
    MODE_OF(flags)
    return opened(AT_FDCWD, name, flags, mode);
}

int open64(const char *name, int flags, ...)
{
    MODE_OF(flags)
    return opened(AT_FDCWD, name, flags | O_LARGEFILE, mode);
}

int openat(int folder, const char *name, int flags, ...)
{
    MODE_OF(flags)
    return opened(folder, name, flags, mode);
}

int openat64(int folder, const char *name, int flags, ...)
{
    MODE_OF(flags)
    return opened(folder, name, flags | O_LARGEFILE, mode);
}

int unlinkat(int folder, const char *name, int flags)
{
    char path[LONGEST];
    int failed = (int)syscall(SYS_unlinkat, folder, name, flags);
    if (!failed && path_at(folder, name, path))
        note(flags & AT_REMOVEDIR ? 'X' : 'U', path, "", 0, NULL, 0);
    return failed;
}

int unlink(const char *name)
{
    return unlinkat(AT_FDCWD, name, 0);
}

int rmdir(const char *name)
{
    return unlinkat(AT_FDCWD, name, AT_REMOVEDIR);
}

int renameat(int from, const char *name, int to, const char *other)
{
    char path[LONGEST], target[LONGEST];
    int failed = (int)syscall(SYS_renameat2, from, name, to, other, 0);
    int wanted = path_at(from, name, path);
    if ((path_at(to, other, target) || wanted) && !failed)
        note('R', path, target, 0, NULL, 0);
    return failed;
}

int rename(const char *name, const char *other)
{
    return renameat(AT_FDCWD, name, AT_FDCWD, other);
}

int mkdirat(int folder, const char *name, mode_t mode)
{
    char path[LONGEST];
    int failed = (int)syscall(SYS_mkdirat, folder, name, mode);
    if (!failed && path_at(folder, name, path))
        note('D', path, "", 0, NULL, 0);
    return failed;
}

int mkdir(const char *name, mode_t mode)
{
    return mkdirat(AT_FDCWD, name, mode);
}
