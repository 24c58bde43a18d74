/// The schema of file version 1, which release 0.1.0 of the program created. It is never changed, because
/// schemas are compared byte by byte.
extension LogSchema {
    static let sqlOfVersion1 = """
        -- One row an event. `text` is the event: its canonical JSON (RFC 8785). The other columns say nothing that
        -- the text does not say; `chancery verify` compares them.
        CREATE TABLE event (
            position    INTEGER PRIMARY KEY,  -- 1, 2, 3 … without a gap
            id          BLOB NOT NULL,        -- the text's id, 16 bytes
            stream      TEXT NOT NULL,        -- the text's dispute, or '.log' for what concerns the log itself
            recorded_at INTEGER NOT NULL,     -- the text's recordedAt, milliseconds since 1970 UTC; never decreasing
            key         TEXT,                 -- the text's key: filing it again gives the same event
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
        -- INSERT OR REPLACE deletes without asking the trigger above, so what it could replace is refused here.
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

        \(tileOfVersion1)

        \(checkpointOfVersion1)

        -- Whose log it is, and what its keeper has set.
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

        \(snapshotOfVersion1)
        """

    private static let checkpointOfVersion1 = """
        -- Every checkpoint that was signed (C2SP tlog-checkpoint). One that a reader of the log keeps elsewhere proves
        -- more: who can write here can delete these.
        CREATE TABLE checkpoint (
            number INTEGER PRIMARY KEY,  -- 1, 2, 3 … without a gap, in the order in which they were signed
            size   INTEGER NOT NULL,     -- of the tree: so many events it vouches for; never decreasing
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

    private static let tileOfVersion1 = """
        -- The tree of RFC 9162 over the leaves, every eighth level: the root of each whole run of 256 hashes of the
        -- level below. Level 1 is over leaves. Drawn from `event`.
        CREATE TABLE tile (
            level  INTEGER NOT NULL,
            number INTEGER NOT NULL,
            hash   BLOB NOT NULL,
            PRIMARY KEY (level, number)
        ) STRICT, WITHOUT ROWID;
        """

    private static let snapshotOfVersion1 = """
        -- What projections looked like at a position, packed with zlib. Never needed, only faster.
        CREATE TABLE snapshot (
            subject  TEXT NOT NULL,     -- what it is a snapshot of: a family of disputes
            position INTEGER NOT NULL,  -- of the last event in the log when it was taken
            root     BLOB NOT NULL,     -- the tree's root at that position
            rules    TEXT NOT NULL,     -- fingerprint of the rules that it was made with
            count    INTEGER NOT NULL,  -- bytes when unpacked
            packed   BLOB NOT NULL,
            checksum BLOB NOT NULL,     -- SHA-256 of all that stands before
            PRIMARY KEY (subject, position)
        ) STRICT;
        """
}
