// Calls of SQLite that Swift does not see: those that take any number of arguments, and constants that are casts.

#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H

#include <sqlite3.h>

// Has SQLite keep no statistics of its memory: they are one lock for all threads. To be called before anything else of
// SQLite's; it returns SQLITE_MISUSE, and changes nothing, where somebody in this process has used SQLite already.
static inline int chancery_sqlite_quiet(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

// Takes what stands in double quotes for a name only, and never for a text.
static inline void chancery_sqlite_quotes_are_names(sqlite3 *db) {
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (void *)0);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (void *)0);
}

// Bind bytes of which SQLite makes a copy. Where there are none, they are an empty text or blob and not NULL.
static inline int chancery_sqlite_bind_text(sqlite3_stmt *statement, int index, const void *text, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, text ? text : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int chancery_sqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}

// The same without a copy: the bytes stay where they are for as long as they are bound.
static inline int chancery_sqlite_bind_lasting_text(
    sqlite3_stmt *statement, int index, const void *text, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, text ? text : "", count, SQLITE_STATIC, SQLITE_UTF8);
}

#endif
