// The SQL of Sources/PostgresLog/SQL, as bytes in the program. C embeds a file as it is.

#ifndef SERVER_SQL_H
#define SERVER_SQL_H

struct server_sql {
    // The number of the migration; 0 for what is replaced at each migration (functions and grants).
    int migration;
    // UTF-8; not ended by NUL.
    const unsigned char *text;
    long count;
};

// The files in the order in which they run; NULL after the last.
const struct server_sql *server_sql_at(int index);

#endif
