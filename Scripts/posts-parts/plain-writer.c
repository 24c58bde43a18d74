// What a plain program on libpq needs for the same events: the same lock, the same row, one transaction each.
//
//     plain-writer SERVER COUNT
//
// It waits for a line on standard input, and then says how many seconds the events took together. It must be allowed to
// write to the table. The tree's nodes are left out.

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char insert[] =
    "INSERT INTO chancery.event SELECT coalesce(max(position), 0) + 1, decode($1, 'hex'), 'd', $2::bigint, NULL, "
    "sha256(convert_to($3, 'UTF8')), $3 FROM chancery.event";

static void check(PGconn *connection, PGresult *result) {
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        fputs(PQerrorMessage(connection), stderr);
        exit(74);
    }
    PQclear(result);
}

int main(int count, char **arguments) {
    if (count != 3) return 64;
    PGconn *connection = PQconnectdb(arguments[1]);
    if (PQstatus(connection) != CONNECTION_OK) {
        fputs(PQerrorMessage(connection), stderr);
        return 69;
    }
    check(connection, PQprepare(connection, "lock", "SELECT pg_advisory_xact_lock(1128809305, 1)", 0, NULL));
    check(connection, PQprepare(connection, "insert", insert, 3, NULL));
    puts("ready");
    fflush(stdout);
    if (getchar() == EOF) return 64;
    int events = atoi(arguments[2]);
    char filler[400];
    memset(filler, 'x', sizeof filler - 1);
    filler[sizeof filler - 1] = 0;
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int number = 0; number < events; number++) {
        char id[33], time[32], text[600];
        snprintf(id, sizeof id, "%016x%016x", getpid(), number);
        clock_gettime(CLOCK_REALTIME, &end);
        snprintf(time, sizeof time, "%lld", end.tv_sec * 1000LL + end.tv_nsec / 1000000);
        snprintf(text, sizeof text, "{\"id\":\"%s\",\"summary\":\"%s\"}", id, filler);
        const char *values[] = {id, time, text};
        check(connection, PQexec(connection, "BEGIN"));
        check(connection, PQexecPrepared(connection, "lock", 0, NULL, NULL, NULL, 0));
        check(connection, PQexecPrepared(connection, "insert", 3, values, NULL, NULL, 0));
        check(connection, PQexec(connection, "COMMIT"));
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.6f\n", (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9);
    PQfinish(connection);
    return 0;
}
