/* Preloaded by tests: the time of day is CLOCK_MOVED seconds off; what is measured goes on as it was. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long off(void) { const char *set = getenv("CLOCK_MOVED"); return set ? atol(set) : 0; }

int clock_gettime(clockid_t clock, struct timespec *told) {
    int failed = (int)syscall(SYS_clock_gettime, clock, told);
    if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) told->tv_sec += off();
    return failed;
}

int gettimeofday(struct timeval *told, void *zone) {
    int failed = (int)syscall(SYS_gettimeofday, told, zone);
    if (!failed) told->tv_sec += off();
    return failed;
}

time_t time(time_t *told) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (told) *told = now.tv_sec;
    return now.tv_sec;
}
