/* A disk that fails on demand: stands between the program and libc's file calls (LD_PRELOAD).
 *
 * Nothing happens until ff_arm(); then every call on a path under `prefix` whose class is in `mask` is counted,
 * and the n-th one meets what `mode` says. With a log, all that changes a file is written down for a replay.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { READ = 1, WRITE = 2, SYNC = 4, TRUNCATE = 8, NAMES = 16, OPEN = 32 };
enum { COUNT, FAIL, FULL, KILL, TEAR, SHORT, AWAY, LOSE };
enum { GO, REFUSE, HALF, NOTHING };
#define FDS 4096

static int armed, mode, mask, failure, logging = -1;
static long nth, count;
static char prefix[PATH_MAX];
static size_t prefix_length;
static char watched[FDS];

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}
#define ONCE(name) static __typeof__(&name) next; if (!next) next = REAL(name)

static int inside(const char *path) {
    return strncmp(path, prefix, prefix_length) == 0 && (path[prefix_length] == '/' || !path[prefix_length]);
}

/* The whole path of a name beside an open folder; 0 where it is none of ours. */
static int whole(int folder, const char *path, char *out) {
    char link[64];
    ssize_t length = 0;
    if (path[0] == '/') {
        snprintf(out, PATH_MAX, "%s", path);
        return inside(out);
    }
    if (folder == AT_FDCWD) {
        if (syscall(SYS_getcwd, out, PATH_MAX - 2) < 0) return 0;
        length = (ssize_t)strlen(out);
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        length = readlink(link, out, PATH_MAX - 2);
        if (length < 0) return 0;
    }
    snprintf(out + length, (size_t)(PATH_MAX - length), "/%s", path);
    return inside(out);
}

static int ours(int fd) { return armed && fd >= 0 && fd < FDS && watched[fd]; }

static void put(const void *data, size_t length) {
    const char *from = data;
    while (length) {
        ssize_t done = syscall(SYS_write, logging, from, length);
        if (done <= 0) abort();
        from += done;
        length -= (size_t)done;
    }
}

/* One line of the log: what, which file, where, then its two texts. */
static void note(char what, uint64_t inode, int64_t at, const void *one, size_t one_length, const char *two) {
    struct __attribute__((packed)) { char what; uint64_t inode; int64_t at; uint32_t one, two; } head;
    if (logging < 0) return;
    head.what = what;
    head.inode = inode;
    head.at = at;
    head.one = (uint32_t)one_length;
    head.two = two ? (uint32_t)strlen(two) : 0;
    put(&head, sizeof head);
    if (one_length) put(one, one_length);
    if (head.two) put(two, head.two);
}

static uint64_t inode_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : (uint64_t)found.st_ino;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* `grows`: whether the call needs room on the disk. */
static int gate(int class, int grows) {
    if (!(mask & class)) return GO;
    long now = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
    if ((mode == FULL && now >= nth && grows) || (mode == AWAY && now >= nth) || (mode == FAIL && now == nth)) {
        errno = failure;
        return REFUSE;
    }
    if (mode == LOSE && now == nth) return NOTHING;
    if (now == nth && mode == KILL) die();
    if (now == nth && (mode == TEAR || mode == SHORT)) return HALF;
    return GO;
}

/* For calls that cannot be done by half. */
static int refused(int class, int grows) {
    int found = gate(class, grows);
    if (found == HALF && mode == TEAR) die();
    return found == REFUSE;
}

void ff_arm(const char *under, int how, int classes, long at, int error, const char *log) {
    char link[64], path[PATH_MAX];
    snprintf(prefix, sizeof prefix, "%s", under);
    prefix_length = strlen(prefix);
    mode = how;
    mask = classes;
    nth = at;
    failure = error;
    count = 0;
    if (log) logging = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    for (int fd = 0; fd < FDS; fd++) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(link, path, sizeof path - 1);
        if (length >= 0) path[length] = 0;
        watched[fd] = (char)(length >= 0 && inside(path));
    }
    armed = 1;
}

long ff_disarm(void) {
    armed = 0;
    return count;
}

/* What the program has said by now, among what it has written. */
void ff_mark(const char *text) { note('A', 0, 0, text, strlen(text), NULL); }

static int opened(int folder, const char *path, int flags, mode_t permission,
                  int (*next)(int, const char *, int, mode_t)) {
    char all[PATH_MAX];
    struct stat before;
    if (!armed || !whole(folder, path, all)) return next(folder, path, flags, permission);
    int writes = (flags & O_ACCMODE) != O_RDONLY;
    int creates = (flags & O_CREAT) && stat(all, &before) != 0;
    if (refused(OPEN, creates)) return -1;
    int fd = next(folder, path, flags, permission);
    if (fd < 0) return fd;
    if (fd < FDS) watched[fd] = 1;
    if (creates) note('C', inode_of(fd), 0, all, strlen(all), NULL);
    else if (writes && (flags & O_TRUNC)) note('T', inode_of(fd), 0, NULL, 0, NULL);
    return fd;
}

static int at_plain(int folder, const char *path, int flags, mode_t permission) {
    ONCE(openat64);
    return next(folder, path, flags, permission);
}

#define PERMISSION(flags) mode_t permission = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); permission = va_arg(rest, mode_t); va_end(rest); }
int open(const char *path, int flags, ...) { PERMISSION(flags) return opened(AT_FDCWD, path, flags, permission, at_plain); }
int open64(const char *path, int flags, ...) { PERMISSION(flags) return opened(AT_FDCWD, path, flags, permission, at_plain); }
int openat(int folder, const char *path, int flags, ...) { PERMISSION(flags) return opened(folder, path, flags, permission, at_plain); }
int openat64(int folder, const char *path, int flags, ...) { PERMISSION(flags) return opened(folder, path, flags, permission, at_plain); }

int close(int fd) {
    ONCE(close);
    if (fd >= 0 && fd < FDS) watched[fd] = 0;
    return next(fd);
}

static ssize_t written(int fd, const void *data, size_t length, off64_t at, int placed) {
    size_t allowed = length;
    int found = ours(fd) ? gate(WRITE, 1) : GO;
    if (found == REFUSE) return -1;
    if (found == HALF) allowed = length / 2;
    if (found == NOTHING) {
        /* a disk that lies: it says that it has written */
        if (!placed) lseek(fd, (off_t)length, SEEK_CUR);
        return (ssize_t)length;
    }
    struct stat file;
    int logs = logging >= 0 && ours(fd) && !fstat(fd, &file);
    if (logs && !placed)
        at = fcntl(fd, F_GETFL) & O_APPEND ? file.st_size : lseek(fd, 0, SEEK_CUR);
    ssize_t done = placed ? syscall(SYS_pwrite64, fd, data, allowed, at) : syscall(SYS_write, fd, data, allowed);
    if (logs && done > 0) note('W', (uint64_t)file.st_ino, at, data, (size_t)done, NULL);
    if (found == HALF && mode == TEAR) die();
    return done;
}
ssize_t write(int fd, const void *data, size_t length) { return written(fd, data, length, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return written(fd, data, length, at, 1); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) { return written(fd, data, length, at, 1); }

ssize_t read(int fd, void *data, size_t length) {
    if (ours(fd) && gate(READ, 0) == REFUSE) return -1;
    return syscall(SYS_read, fd, data, length);
}
ssize_t pread(int fd, void *data, size_t length, off_t at) {
    if (ours(fd) && gate(READ, 0) == REFUSE) return -1;
    return syscall(SYS_pread64, fd, data, length, at);
}
ssize_t pread64(int fd, void *data, size_t length, off64_t at) {
    if (ours(fd) && gate(READ, 0) == REFUSE) return -1;
    return syscall(SYS_pread64, fd, data, length, at);
}

static int synced(int fd, int (*next)(int)) {
    char link[64], path[PATH_MAX];
    struct stat file;
    if (!ours(fd)) return next(fd);
    if (refused(SYNC, 0)) return -1;
    int done = next(fd);
    if (!done && logging >= 0 && !fstat(fd, &file)) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(link, path, sizeof path - 1);
        path[length < 0 ? 0 : length] = 0;
        note(S_ISDIR(file.st_mode) ? 'D' : 'S', (uint64_t)file.st_ino, 0, path, strlen(path), NULL);
    }
    return done;
}
int fsync(int fd) { ONCE(fsync); return synced(fd, next); }
int fdatasync(int fd) { ONCE(fdatasync); return synced(fd, next); }

static int cut(int fd, off64_t length) {
    if (ours(fd) && refused(TRUNCATE, 0)) return -1;
    int done = (int)syscall(SYS_ftruncate, fd, length);
    if (ours(fd) && !done) note('T', inode_of(fd), length, NULL, 0, NULL);
    return done;
}
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

static int renamed(int from, const char *old, int to, const char *new) {
    char one[PATH_MAX], two[PATH_MAX];
    int mine = armed && (whole(from, old, one) | whole(to, new, two));
    if (mine && refused(NAMES, 0)) return -1;
    int done = (int)syscall(SYS_renameat2, from, old, to, new, 0);
    if (mine && !done) note('R', 0, 0, one, strlen(one), two);
    return done;
}
int rename(const char *old, const char *new) { return renamed(AT_FDCWD, old, AT_FDCWD, new); }
int renameat(int from, const char *old, int to, const char *new) { return renamed(from, old, to, new); }

static int linked(int from, const char *old, int to, const char *new, int flags) {
    char one[PATH_MAX], two[PATH_MAX];
    int mine = armed && (whole(from, old, one) | whole(to, new, two));
    if (mine && refused(NAMES, 1)) return -1;
    int done = (int)syscall(SYS_linkat, from, old, to, new, flags);
    if (mine && !done) note('L', 0, 0, one, strlen(one), two);
    return done;
}
int link(const char *old, const char *new) { return linked(AT_FDCWD, old, AT_FDCWD, new, 0); }
int linkat(int from, const char *old, int to, const char *new, int flags) { return linked(from, old, to, new, flags); }

static int removed(int folder, const char *path, int flags) {
    char all[PATH_MAX];
    int mine = armed && whole(folder, path, all);
    if (mine && refused(NAMES, 0)) return -1;
    int done = (int)syscall(SYS_unlinkat, folder, path, flags);
    if (mine && !done) note('U', 0, 0, all, strlen(all), NULL);
    return done;
}
int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return removed(folder, path, flags); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR); }

static int made(int folder, const char *path, mode_t permission) {
    char all[PATH_MAX];
    int mine = armed && whole(folder, path, all);
    if (mine && refused(NAMES, 1)) return -1;
    int done = (int)syscall(SYS_mkdirat, folder, path, permission);
    if (mine && !done) note('M', 0, 0, all, strlen(all), NULL);
    return done;
}
int mkdir(const char *path, mode_t permission) { return made(AT_FDCWD, path, permission); }
int mkdirat(int folder, const char *path, mode_t permission) { return made(folder, path, permission); }

/* Copies inside the kernel would pass us by; Python then reads and writes instead. */
ssize_t sendfile(int to, int from, off_t *at, size_t length) {
    if (armed) { errno = EINVAL; return -1; }
    return syscall(SYS_sendfile, to, from, at, length);
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t length) {
    if (armed) { errno = EINVAL; return -1; }
    return syscall(SYS_sendfile, to, from, at, length);
}
ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *where, size_t length, unsigned int flags) {
    if (armed) { errno = EXDEV; return -1; }
    return syscall(SYS_copy_file_range, from, at, to, where, length, flags);
}
