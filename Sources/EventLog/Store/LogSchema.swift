import SQLite

/// The log's own tables. Derived tables (status, obligations) are declared elsewhere; they can be dropped and
/// rebuilt.
package enum LogSchema {
    /// SQLite's application id, "CHCY". It marks a file as a log of this program.
    static let applicationID = 0x4348_4359
    /// The version of the file (`PRAGMA user_version`). It is raised when earlier programs must not write to
    /// the file.
    package static let version = 2
    /// The version of a file that is a post's copy of a shared log: the same tables, and the outbox. Programs that know
    /// nothing of shared logs must not append to it.
    package static let versionOfCopies = 3

    /// The releases of the program that made files of earlier versions, by version.
    static let earlierReleases = [1: "0.1.0"]

    /// The version that the file states.
    static func version(of db: Database) throws -> Int {
        try PreparedStatement(db, "PRAGMA user_version").first { $0.number(0) } ?? 0
    }

    /// The schema of a version; the current schema if the version is unknown. A migrated file keeps the SQL
    /// of the version that created it, which differs only in comments.
    package static func sql(ofVersion version: Int) -> String {
        switch version {
        case 1: sqlOfVersion1
        case versionOfCopies: sql + outbox
        default: sql
        }
    }

    /// Creates the tables of a new log and stores its settings.
    static func create(_ db: Database, _ settings: [String: String], version: Int = version) throws {
        try db.execute(sql(ofVersion: version))
        for (name, value) in settings { try Log(db).set(name, value) }
    }

    /// The schema of the current version.
    package static let sql = """
        -- One row for each event. `text` is the event: its canonical JSON (RFC 8785). The other columns repeat what
        -- the text says; `chancery verify` compares them with it.
        CREATE TABLE event (
            position    INTEGER PRIMARY KEY,  -- 1, 2, 3 … without a gap
            id          BLOB NOT NULL,        -- the text's id, 16 bytes
            stream      TEXT NOT NULL,        -- the text's dispute, or '.log' for what concerns the log itself
            recorded_at INTEGER NOT NULL,     -- the text's recordedAt, milliseconds since 1970 UTC; never decreasing
            key         TEXT,                 -- the text's key; filing the same key again gives the same event
            hash        BLOB NOT NULL,        -- SHA-256(0x00 ‖ text): the leaf of RFC 9162
            text        TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX event_id ON event(id);
        CREATE UNIQUE INDEX event_key ON event(key) WHERE key IS NOT NULL;

        CREATE INDEX event_of_log ON event(position) WHERE stream = '.log';

        CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never changed: file a correction'); END;
        CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never deleted: file a retraction'); END;
        -- INSERT OR REPLACE deletes without firing the trigger above, so what it could replace is refused here.
        CREATE TRIGGER event_continues_the_log BEFORE INSERT ON event
        BEGIN
            SELECT RAISE(ABORT, 'events are numbered without a gap')
            WHERE NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM event);
            SELECT RAISE(ABORT, 'there is already an event with this id or key')
            WHERE EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
               OR EXISTS (SELECT 1 FROM event WHERE key = NEW.key);
            SELECT RAISE(ABORT, 'an event is never recorded before the one before it')
            WHERE NEW.recorded_at < (SELECT recorded_at FROM event WHERE position = NEW.position - 1);
        END;

        \(tile)

        \(checkpoint)

        -- The log's name and key, and what its keeper has set.
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

        \(snapshot)
        """

    static let outbox = """


        -- What was recorded while the shared log could not be reached, in the order in which it is to be filed. A row
        -- goes when its event is in the log.
        CREATE TABLE outbox (
            number  INTEGER PRIMARY KEY,
            id      BLOB NOT NULL UNIQUE,  -- the event's id, 16 bytes
            state   TEXT NOT NULL,         -- 'kept'; 'unknown': it may be in the log; 'refused'
            reason  TEXT,                  -- why it is unknown or refused
            text    TEXT NOT NULL          -- the event as it would have been filed when it was recorded
        ) STRICT;

        -- Checkpoints over events that the shared log has lost: reported until an event acknowledges it.
        CREATE TABLE lost_checkpoint (text TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        """

    static let checkpoint = """
        -- Every checkpoint that was signed (C2SP tlog-checkpoint). A checkpoint that is kept elsewhere proves more:
        -- whoever can write in this file can delete these.
        CREATE TABLE checkpoint (
            number INTEGER PRIMARY KEY,  -- 1, 2, 3 … without a gap, in the order in which they were signed
            size   INTEGER NOT NULL,     -- how many events it vouches for; never decreasing
            text   TEXT NOT NULL UNIQUE  -- the signed note
        ) STRICT;
        CREATE TRIGGER checkpoint_is_never_changed BEFORE UPDATE ON checkpoint
        BEGIN SELECT RAISE(ABORT, 'a checkpoint is never changed'); END;
        CREATE TRIGGER checkpoint_is_never_deleted BEFORE DELETE ON checkpoint
        BEGIN SELECT RAISE(ABORT, 'a checkpoint is never deleted'); END;
        CREATE TRIGGER checkpoint_continues_the_others BEFORE INSERT ON checkpoint
        BEGIN
            SELECT RAISE(ABORT, 'checkpoints are numbered without a gap')
            WHERE NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM checkpoint);
            SELECT RAISE(ABORT, 'a log never shrinks')
            WHERE NEW.size < (SELECT max(size) FROM checkpoint);
        END;
        """

    static let tile = """
        -- Every eighth level of the tree of RFC 9162: the root of each complete group of 256 hashes of the level
        -- below. Level 1 is over the leaves. Derived from `event`.
        CREATE TABLE tile (
            level  INTEGER NOT NULL,
            number INTEGER NOT NULL,
            hash   BLOB NOT NULL,
            PRIMARY KEY (level, number)
        ) STRICT, WITHOUT ROWID;
        """

    static let snapshot = """
        -- The record of a family of disputes up to a position, compressed with zlib. It saves time and is never needed.
        CREATE TABLE snapshot (
            subject  TEXT NOT NULL,     -- the family of disputes
            position INTEGER NOT NULL,  -- of the last event in the log when it was taken
            root     BLOB NOT NULL,     -- the tree's root at that position
            rules    TEXT NOT NULL,     -- the fingerprint of the rules that it was made with
            count    INTEGER NOT NULL,  -- bytes when uncompressed
            packed   BLOB NOT NULL,
            checksum BLOB NOT NULL,     -- SHA-256 of all columns before this one
            PRIMARY KEY (subject, position)
        ) STRICT;
        """
}
