// Times each durable append of programs that take their events from a pipe, one a transaction.
//
//     appends COUNT WRITERS HEADER ROWS DB OUTPUT PROGRAM ARGUMENTS…
//
// Starts the program WRITERS times at once and gives each the line of HEADER (of which there need be none), then rows of
// ROWS, as each wants them, until COUNT have been timed. Appends the nanoseconds of each to OUTPUT, one a line, and prints
// how many of them there were in a second, of all programs together. What the programs say goes to standard error.
//
// Nothing in the programs takes the time, and they are all timed alike. Each one's pipe holds a few rows and is always
// full, so a row goes in at the moment at which another is taken out; and a program takes one out for each that it is
// done with. The time from one to the next is therefore that of one append: read, checked, written, synced. That a
// program really is done is seen in the write-ahead log's index (DB-shm), where SQLite counts transactions once they are
// durable. A program that takes rows far ahead of that, or several at once, cannot be timed in this way, and this
// program says so.

#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "event.h"

// Rows that a program may have taken before they are durable; and of the first ones, so many a program are not timed.
enum { AHEAD = 16, WARMING = 32, WRITERS_AT_MOST = 64 };

// A row takes a page of its pipe. At first there is one, until the program has taken its header.
enum { PAGE = 4096, ROWS_IN_PIPE = 4 };

// In nanoseconds. Nobody's append takes less: rows that follow each other more quickly were taken together.
enum { AT_LEAST = 3000 };

struct writer {
    pthread_t thread;
    pid_t program;
    int pipe;
    int64_t *nanoseconds;  // of each that was timed
    long timed;
    int64_t first, last;  // when the first of them began, and the last one ended
};

static struct writer writers[WRITERS_AT_MOST];
static long count_of_writers, rows_at_most;
static struct span header, rows;  // `rows` is what has not been given to anybody
static pthread_mutex_t rows_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_barrier_t all_have_begun;
static const char *database;
static _Atomic const volatile uint32_t *transactions;  // durable ones, as SQLite counts them
static uint32_t transactions_before;
static atomic_long rows_taken;

static struct span contents(const char *path) {
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    const off_t size = file < 0 ? -1 : lseek(file, 0, SEEK_END);
    if (size < 0) complain(path, "it cannot be read");
    if (size == 0) return (struct span){"", 0};
    const char *at = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, file, 0);
    if (at == MAP_FAILED) complain(path, "it cannot be read");
    close(file);
    return (struct span){at, (size_t)size};
}

// The first line with its end, which is then no longer in the text.
static struct span take_line(struct span *text) {
    const char *end = memchr(text->at, '\n', text->length);
    const struct span line = {text->at, end == NULL ? 0 : (size_t)(end + 1 - text->at)};
    text->at += line.length;
    text->length -= line.length;
    return line;
}

static struct span next_row(void) {
    pthread_mutex_lock(&rows_lock);
    const struct span row = rows_at_most-- > 0 ? take_line(&rows) : (struct span){NULL, 0};
    pthread_mutex_unlock(&rows_lock);
    return row;
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

// Returns when the pipe has had room for it.
static void give(const struct writer *writer, struct span row) {
    if (row.length > PIPE_BUF) complain("appends", "a row is longer than what a pipe takes at once");
    if (write(writer->pipe, row.at, row.length) != (ssize_t)row.length)
        complain("appends", "the program has ended before its time");
}

// The counter stands in the third word of the index.
static void watch_transactions(void) {
    char path[4096];
    snprintf(path, sizeof path, "%s-shm", database);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    void *index = file < 0 ? MAP_FAILED : mmap(NULL, PAGE, PROT_READ, MAP_SHARED, file, 0);
    // The descriptor stays open: closing one would matter only where this process held locks, and it holds none.
    if (index == MAP_FAILED) complain(path, "it cannot be read");
    transactions = (_Atomic const volatile uint32_t *)index + 2;
    transactions_before = atomic_load(transactions);
}

// Whether rows have been taken long enough that the time of one more counts.
static int is_warm_and_durable(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, watch_transactions);
    // In this order: what becomes durable in between does no harm.
    const long taken = atomic_fetch_add(&rows_taken, 1) + 1;
    const long durable = (long)(uint32_t)(atomic_load(transactions) - transactions_before);
    if (taken - durable > AHEAD * count_of_writers)
        complain("appends", "the program takes rows long before the ones before are durable");
    return taken > WARMING * count_of_writers;
}

static void *feed(void *argument) {
    struct writer *writer = argument;
    if (header.length > 0) give(writer, header);
    give(writer, next_row());
    // All programs are there. Each finds a row when it asks, so that none waits for its pipe while others wait for it.
    pthread_barrier_wait(&all_have_begun);
    give(writer, next_row());
    // Now the first row has been taken.
    if (fcntl(writer->pipe, F_SETPIPE_SZ, PAGE * ROWS_IN_PIPE) < 0) complain("appends", "the pipe cannot be widened");
    int64_t before = now();
    for (struct span row; (row = next_row()).length > 0;) {
        give(writer, row);
        const int64_t time = now();
        if (is_warm_and_durable()) {
            if (writer->timed == 0) writer->first = before;
            writer->last = time;
            writer->nanoseconds[writer->timed++] = time - before;
        }
        before = time;
    }
    close(writer->pipe);
    return NULL;
}

static void start(struct writer *writer, char **program) {
    int ends[2];
    // In packets: what was written at once is read at once, and alone.
    if (pipe2(ends, O_DIRECT | O_CLOEXEC) != 0 || fcntl(ends[1], F_SETPIPE_SZ, PAGE) != PAGE)
        complain("appends", "there is no pipe that holds one row");
    writer->pipe = ends[1];
    writer->program = fork();
    if (writer->program == 0) {
        signal(SIGPIPE, SIG_DFL);
        dup2(ends[0], 0);
        dup2(2, 1);
        execvp(*program, program);
        _exit(127);
    }
    close(ends[0]);
}

int main(int words, char **word) {
    const long count = words > 7 ? atol(word[1]) : 0;
    count_of_writers = words > 7 ? atol(word[2]) : 0;
    if (count < 1 || count_of_writers < 1 || count_of_writers > WRITERS_AT_MOST)
        complain("appends", "its first lines say how it is called");
    rows = contents(word[3]);
    header = take_line(&rows);
    rows = contents(word[4]);
    // `Scripts/bench` counts as this does.
    rows_at_most = count + count_of_writers * (2 + WARMING);
    database = word[5];
    signal(SIGPIPE, SIG_IGN);
    pthread_barrier_init(&all_have_begun, NULL, (unsigned)count_of_writers);
    for (long i = 0; i < count_of_writers; i++) {
        writers[i].nanoseconds = malloc((size_t)rows_at_most * sizeof(int64_t));
        start(&writers[i], word + 7);
    }
    for (long i = 0; i < count_of_writers; i++) pthread_create(&writers[i].thread, NULL, feed, &writers[i]);
    FILE *output = fopen(word[6], "a");
    if (output == NULL) complain(word[6], "it cannot be written");
    long timed = 0, together = 0;
    int64_t first = INT64_MAX, last = 0;
    for (long i = 0; i < count_of_writers; i++) {
        int status;
        pthread_join(writers[i].thread, NULL);
        if (waitpid(writers[i].program, &status, 0) != writers[i].program || status != 0)
            complain("appends", "the program failed");
        for (long j = 0; j < writers[i].timed; j++) {
            fprintf(output, "%lld\n", (long long)writers[i].nanoseconds[j]);
            together += writers[i].nanoseconds[j] < AT_LEAST;
        }
        timed += writers[i].timed;
        if (writers[i].timed > 0 && writers[i].first < first) first = writers[i].first;
        if (writers[i].timed > 0 && writers[i].last > last) last = writers[i].last;
    }
    // Some seem to, where this program had to wait for a processor; of a program that takes them in pairs, half do.
    if (together * 4 > timed) complain("appends", "the program takes several rows at once");
    if (fclose(output) != 0) complain(word[6], "it cannot be written");
    printf("%.1f\n", (double)timed / (double)(last - first) * 1e9);
    return 0;
}
