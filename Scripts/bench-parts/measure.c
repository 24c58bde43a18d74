// Runs a program so often, one after the other, and prints the median of its seconds and the most memory that it held,
// in KiB.
//
//     measure COUNT OUTPUT PROGRAM ARGUMENTS…
//
// What the program says goes to OUTPUT. Ends with the program's own code where that is not 0.

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int compare(const void *one, const void *other) {
    const double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

int main(int words, char **word) {
    const int count = words > 3 ? atoi(word[1]) : 0;
    if (count < 1) return 64;
    double *seconds = calloc((size_t)count, sizeof *seconds);
    long most = 0;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, word[2], O_WRONLY | O_CREAT | O_TRUNC, 0600);
    for (int i = 0; i < count; i++) {
        const double start = now();
        pid_t child;
        if (posix_spawnp(&child, word[3], &actions, NULL, word + 3, environ) != 0) return 127;
        int status;
        struct rusage used;
        if (wait4(child, &status, 0, &used) != child) return 71;
        seconds[i] = now() - start;
        if (!WIFEXITED(status)) return 70;
        if (WEXITSTATUS(status) != 0) return WEXITSTATUS(status);
        if (used.ru_maxrss > most) most = used.ru_maxrss;
    }
    qsort(seconds, (size_t)count, sizeof *seconds, compare);
    printf("%.6f %ld\n", (seconds[(count - 1) / 2] + seconds[count / 2]) / 2, most);
    posix_spawn_file_actions_destroy(&actions);
    free(seconds);
    return 0;
}
