// The floor: the same work on SQLite as a C programmer would do it who needs nothing but that work. It shows what the
// table, its indexes and triggers, the hash and the disk cost, whoever does it.
//
//     floor append DB CACHE BATCH LOG <TEXTS   adds texts, one a line; the table is made as in LOG where DB has none
//     floor share DB CACHE LOG <TEXTS          adds each in a transaction of its own, beside other processes that do so
//     floor scan DB CACHE                      computes each text's hash again and compares it
//     floor check DB CACHE                     the same, and SQLite's own check of its pages and indexes
//     floor rebuild DB CACHE                   draws a table of disputes from the texts
//     floor rebuild-rows DB CACHE              the same, with a row for each event and an index over these
//     floor fsync FILE COUNT                   writes 4 KiB and waits until they are on the disk, so often
//     floor versions                           says which SQLite it uses, and how it hashes
//
// CACHE is SQLite's cache_size. Each is one process, and what it was asked for is on the disk when it ends.
//
// It is set up as ours is where that costs something (pages as large as LOG's, the same checks), and at least as well
// elsewhere: nothing is counted, nothing locked between threads, every statement is prepared once. What it adds to the
// table is what nobody can do without who keeps this table: the text with its place, id, stream, time and hash, one row;
// the index of ids; and the triggers that keep the log append-only, which the log's file holds for whoever writes to it.
// The workload's texts have no keys, so the floor spares itself the index of keys, into which our imports write each
// event's; and it checks nothing of what a text says.

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "event.h"
#include "kinds.h"
#include "sha256.h"

static sqlite3 *db;

static void must(int code, int expected) {
    if (code != expected) complain("SQLite", sqlite3_errmsg(db));
}

static void run(const char *sql) { must(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK); }

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement;
    must(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), SQLITE_OK);
    return statement;
}

static int64_t one_number(const char *sql) {
    sqlite3_stmt *statement = prepare(sql);
    must(sqlite3_step(statement), SQLITE_ROW);
    const int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

// With the settings that Chancery opens its log with.
static void open_database(const char *path, const char *cache) {
    // Before SQLite is used at all. Its statistics are a lock between threads, and of no use here.
    if (sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) != SQLITE_OK) complain("SQLite", "it counts what it allocates");
    must(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL), SQLITE_OK);
    char sql[200];
    snprintf(sql, sizeof sql, "PRAGMA cache_size = %d", atoi(cache));
    run(sql);
    run("PRAGMA synchronous = FULL; PRAGMA secure_delete = OFF; PRAGMA trusted_schema = OFF;"
        "PRAGMA cell_size_check = ON; PRAGMA temp_store = FILE");
}

// MARK: append

// The table of events with its indexes and triggers, word for word as in a log, on pages of the same size.
static void make_table(const char *log) {
    sqlite3_stmt *attach = prepare("ATTACH ? AS log");
    sqlite3_bind_text(attach, 1, log, -1, SQLITE_STATIC);
    must(sqlite3_step(attach), SQLITE_DONE);
    sqlite3_finalize(attach);
    char settings[100];
    snprintf(settings, sizeof settings, "PRAGMA main.page_size = %lld; PRAGMA main.journal_mode = WAL",
             (long long)one_number("PRAGMA log.page_size"));
    run(settings);
    sqlite3_stmt *parts = prepare(
        "SELECT group_concat(sql, ';') FROM (SELECT sql FROM log.sqlite_schema "
        "WHERE tbl_name = 'event' AND type <> 'view' AND sql IS NOT NULL ORDER BY type = 'trigger', type = 'index')");
    must(sqlite3_step(parts), SQLITE_ROW);
    char *sql = strdup((const char *)sqlite3_column_text(parts, 0));
    sqlite3_finalize(parts);
    run("DETACH log");
    run(sql);
    free(sql);
}

// A row of the table.
struct row {
    const char *text;
    size_t length;
    struct event event;
    uint8_t id[16], hash[32];
};

// What the next line of the input says, whose text is good until the one after; false at the end.
static int read_row(struct row *row) {
    static char *text = NULL;
    static size_t room = 0;
    ssize_t length = getline(&text, &room, stdin);
    if (length <= 0) return 0;
    if (text[length - 1] == '\n') length--;
    row->text = text;
    row->length = (size_t)length;
    if (!read_event(text, row->length, &row->event) || !read_id(row->event.id, row->id)) complain("no event", text);
    leaf_hash(text, row->length, row->hash);
    return 1;
}

static sqlite3_stmt *begin, *commit, *insert;

static void prepare_appending(const char *log) {
    if (one_number("SELECT count(*) FROM sqlite_schema WHERE name = 'event'") == 0) make_table(log);
    begin = prepare("BEGIN IMMEDIATE");
    commit = prepare("COMMIT");
    insert = prepare("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)");
}

static void end_appending(void) {
    sqlite3_finalize(begin);
    sqlite3_finalize(commit);
    sqlite3_finalize(insert);
}

// Of a statement that gives no rows.
static void do_once(sqlite3_stmt *statement) {
    must(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_reset(statement);
}

static void insert_row(const struct row *row, int64_t position, int64_t time) {
    sqlite3_bind_int64(insert, 1, position);
    sqlite3_bind_blob(insert, 2, row->id, sizeof row->id, SQLITE_STATIC);
    sqlite3_bind_text(insert, 3, row->event.dispute.at, (int)row->event.dispute.length, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 4, time);
    sqlite3_bind_text(insert, 5, row->event.key.at, (int)row->event.key.length, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 6, row->hash, sizeof row->hash, SQLITE_STATIC);
    sqlite3_bind_text(insert, 7, row->text, (int)row->length, SQLITE_STATIC);
    do_once(insert);
}

// Nobody else writes, so it counts positions by itself, and a transaction of one row is the row's own.
static void append(const char *log, long batch) {
    prepare_appending(log);
    int64_t position = one_number("SELECT coalesce(max(position), 0) FROM event");
    long open = 0;
    for (struct row row; read_row(&row);) {
        if (batch > 1 && open == 0) do_once(begin);
        insert_row(&row, ++position, first_instant(row.event.recorded_at));
        if (batch > 1 && ++open == batch) {
            do_once(commit);
            open = 0;
        }
    }
    if (open > 0) do_once(commit);
    end_appending();
}

// Beside others: each transaction takes the lock, as SQLite has writers wait for it, and looks where the log ends. What is
// filed after something else is not recorded before it.
static void share(const char *log) {
    prepare_appending(log);
    must(sqlite3_busy_timeout(db, 600000), SQLITE_OK);
    sqlite3_stmt *last = prepare("SELECT position, recorded_at FROM event ORDER BY position DESC LIMIT 1");
    for (struct row row; read_row(&row);) {
        int64_t position = 0, time = first_instant(row.event.recorded_at);
        do_once(begin);
        if (sqlite3_step(last) == SQLITE_ROW) {
            position = sqlite3_column_int64(last, 0);
            if (time < sqlite3_column_int64(last, 1)) time = sqlite3_column_int64(last, 1);
        }
        sqlite3_reset(last);
        insert_row(&row, position + 1, time);
        do_once(commit);
    }
    sqlite3_finalize(last);
    end_appending();
}

// MARK: scan

static void scan(void) {
    sqlite3_stmt *rows = prepare("SELECT position, hash, text FROM event ORDER BY position");
    int64_t expected = 0;
    while (sqlite3_step(rows) == SQLITE_ROW) {
        uint8_t hash[32];
        if (sqlite3_column_int64(rows, 0) != ++expected) complain("scan", "a position is missing");
        const char *text = (const char *)sqlite3_column_text(rows, 2);
        leaf_hash(text, (size_t)sqlite3_column_bytes(rows, 2), hash);
        if (sqlite3_column_bytes(rows, 1) != sizeof hash ||
            memcmp(sqlite3_column_blob(rows, 1), hash, sizeof hash) != 0)
            complain("scan", "a hash is not that of its text");
    }
    must(sqlite3_finalize(rows), SQLITE_OK);
    if (one_number("SELECT count(*) FROM event") != expected) complain("scan", "it ended too early");
}

static void check_pages(void) {
    sqlite3_stmt *check = prepare("PRAGMA integrity_check");
    must(sqlite3_step(check), SQLITE_ROW);
    const char *said = (const char *)sqlite3_column_text(check, 0);
    if (strcmp(said, "ok") != 0) complain("integrity_check", said);
    sqlite3_finalize(check);
}

// MARK: rebuild

struct dispute {
    char id[64];
    size_t length;
    int64_t number, events, last;  // `last` is the latest place
    int phase, level, peak;
};

static struct dispute **slots;  // by the hash of the id; open addressing
static size_t width = 1 << 12, filled = 0;

static uint64_t mix(struct span text) {
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < text.length; i++) hash = (hash ^ (uint8_t)text.at[i]) * 1099511628211u;
    return hash ^ hash >> 29;
}

static struct dispute **slot(struct span id) {
    size_t at = mix(id) & (width - 1);
    while (slots[at] != NULL && (slots[at]->length != id.length || memcmp(slots[at]->id, id.at, id.length) != 0))
        at = (at + 1) & (width - 1);
    return &slots[at];
}

static void widen(void) {
    struct dispute **old = slots;
    width *= 2;
    slots = calloc(width, sizeof *slots);
    for (size_t i = 0; i < width / 2; i++)
        if (old[i] != NULL) *slot((struct span){old[i]->id, old[i]->length}) = old[i];
    free(old);
}

static struct dispute *find_dispute(struct span id) {
    struct dispute **place = slot(id);
    if (*place != NULL) return *place;
    if (id.length >= sizeof(*place)->id) complain("rebuild", "a dispute's name is too long for the floor");
    struct dispute *dispute = calloc(1, sizeof *dispute);
    memcpy(dispute->id, id.at, id.length);
    dispute->length = id.length;
    dispute->number = (int64_t)++filled;
    *place = dispute;
    if (filled * 2 > width) widen();
    return dispute;
}

static const struct kind *kind_slots[256];

static const struct kind *find_kind(struct span name) {
    for (size_t at = mix(name) & 255; kind_slots[at] != NULL; at = (at + 1) & 255)
        if (strlen(kind_slots[at]->name) == name.length && memcmp(kind_slots[at]->name, name.at, name.length) == 0)
            return kind_slots[at];
    return NULL;
}

static void fill_slots(void) {
    slots = calloc(width, sizeof *slots);
    for (int i = 0; i < KINDS; i++) {
        size_t at = mix((struct span){kinds[i].name, strlen(kinds[i].name)}) & 255;
        while (kind_slots[at] != NULL) at = (at + 1) & 255;
        kind_slots[at] = &kinds[i];
    }
}

static void take(struct dispute *dispute, const struct kind *kind, int64_t place) {
    dispute->events++;
    if (place > dispute->last) dispute->last = place;
    if (kind == NULL) return;
    if (kind->phase != SAME) dispute->phase = kind->phase;
    if (kind->heat > dispute->level) dispute->level = kind->heat;
    if (kind->heat < 0) dispute->level = dispute->level + kind->heat > 0 ? dispute->level + kind->heat : 0;
    if (dispute->level > dispute->peak) dispute->peak = dispute->level;
}

static void rebuild(int with_rows) {
    fill_slots();
    run("BEGIN IMMEDIATE; DROP TABLE IF EXISTS dispute; DROP TABLE IF EXISTS entry;"
        "CREATE TABLE dispute (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, events INTEGER NOT NULL, phase "
        "INTEGER NOT NULL,"
        " level INTEGER NOT NULL, peak INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;"
        "CREATE TABLE entry (position INTEGER PRIMARY KEY, dispute INTEGER NOT NULL, place INTEGER NOT NULL,"
        " phase INTEGER NOT NULL, level INTEGER NOT NULL) STRICT");
    sqlite3_stmt *texts = prepare("SELECT position, text FROM event ORDER BY position");
    sqlite3_stmt *row = prepare("INSERT INTO entry VALUES (?, ?, ?, ?, ?)");
    while (sqlite3_step(texts) == SQLITE_ROW) {
        struct event event;
        const char *text = (const char *)sqlite3_column_text(texts, 1);
        if (!read_event(text, (size_t)sqlite3_column_bytes(texts, 1), &event)) complain("no event", text);
        if (event.dispute.at == NULL) continue;
        const int64_t place = first_instant(event.occurred.at != NULL ? event.occurred : event.recorded_at);
        struct dispute *dispute = find_dispute(event.dispute);
        take(dispute, find_kind(event.kind), place);
        if (!with_rows) continue;
        sqlite3_bind_int64(row, 1, sqlite3_column_int64(texts, 0));
        sqlite3_bind_int64(row, 2, dispute->number);
        sqlite3_bind_int64(row, 3, place);
        sqlite3_bind_int(row, 4, dispute->phase);
        sqlite3_bind_int(row, 5, dispute->level);
        must(sqlite3_step(row), SQLITE_DONE);
        sqlite3_reset(row);
    }
    must(sqlite3_finalize(texts), SQLITE_OK);
    sqlite3_finalize(row);
    sqlite3_stmt *status = prepare("INSERT INTO dispute VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (size_t i = 0; i < width; i++) {
        const struct dispute *dispute = slots[i];
        if (dispute == NULL) continue;
        sqlite3_bind_int64(status, 1, dispute->number);
        sqlite3_bind_text(status, 2, dispute->id, (int)dispute->length, SQLITE_STATIC);
        sqlite3_bind_int64(status, 3, dispute->events);
        sqlite3_bind_int(status, 4, dispute->phase);
        sqlite3_bind_int(status, 5, dispute->level);
        sqlite3_bind_int(status, 6, dispute->peak);
        sqlite3_bind_int64(status, 7, dispute->last);
        must(sqlite3_step(status), SQLITE_DONE);
        sqlite3_reset(status);
    }
    sqlite3_finalize(status);
    if (with_rows) run("CREATE INDEX entry_place ON entry(dispute, place)");
    run("COMMIT");
}

// MARK: fsync

static void sync_often(const char *path, long count) {
    static const char page[4096] = {1};
    const int file = open(path, O_CREAT | O_WRONLY, 0600);
    if (file < 0) complain(path, "it cannot be made");
    // Over what is there already, as SQLite writes its log most of the time.
    for (long i = -16; i < count; i++)
        if (pwrite(file, page, sizeof page, (i & 15) * 4096) != sizeof page || fdatasync(file) != 0)
            complain(path, "it cannot be written");
    close(file);
}

int main(int count, char **words) {
    const char *what = count > 1 ? words[1] : "";
    if (strcmp(what, "versions") == 0) {
        printf("SQLite %s, the floor's SHA-256 by %s\n", sqlite3_libversion(), sha256_kind());
    } else if (strcmp(what, "fsync") == 0 && count == 4) {
        sync_often(words[2], atol(words[3]));
    } else if (count >= 4) {
        open_database(words[2], words[3]);
        if (strcmp(what, "append") == 0 && count == 6)
            append(words[5], atol(words[4]));
        else if (strcmp(what, "share") == 0 && count == 5)
            share(words[4]);
        else if (strcmp(what, "scan") == 0)
            scan();
        else if (strcmp(what, "check") == 0)
            scan(), check_pages();
        else if (strcmp(what, "rebuild") == 0)
            rebuild(0);
        else if (strcmp(what, "rebuild-rows") == 0)
            rebuild(1);
        else
            complain(what, "there is no such work");
        must(sqlite3_close(db), SQLITE_OK);
    } else {
        complain("floor", "its first lines say how it is called");
    }
    return 0;
}
