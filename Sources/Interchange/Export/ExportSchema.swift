/// The schema of the SQLite file that `export` writes. Queries of other programs rely on it: new versions may
/// add columns, but never rename any.
enum ExportSchema {
    /// The version of the schema, stored as `user_version`. It is raised when the same query could give a
    /// different meaning on newer files.
    static let version = 1

    /// The temporary table that holds the steps of courses until their events are written.
    static let scratch = """
        CREATE TEMP TABLE waiting_step (
            event INTEGER NOT NULL, step INTEGER NOT NULL, phase TEXT NOT NULL, temperature INTEGER NOT NULL
        ) STRICT;
        """

    /// The indexes. They are created after the rows are inserted, so that each index is built in one pass.
    static let indexes = """
        CREATE INDEX event_ids ON events(id);
        CREATE INDEX event_places ON events(dispute, place);
        CREATE INDEX event_parties_of_party ON event_parties(party);
        CREATE INDEX event_references_to ON event_references(to_event);
        """

    static let tables = """
        PRAGMA user_version = \(version);

        CREATE TABLE log_state (
            log_name         TEXT,              -- what the log is called that this was taken from
            last_event       INTEGER NOT NULL,  -- the number of the log's last event when this was taken
            last_recorded_at TEXT,              -- when that was recorded, in UTC
            drawn_up_to      INTEGER NOT NULL,  -- up to which event disputes, obligations and the rest speak
            is_current       INTEGER NOT NULL,  -- 1: that is the last one
            events           INTEGER NOT NULL,  -- how many events are in this file
            max_marking      TEXT,              -- nothing marked higher is here, and events are numbered anew; NULL: all is
            disputes         TEXT               -- JSON: only these are here, with their sub-disputes; NULL: all are
        ) STRICT;

        CREATE TABLE disputes (
            id          TEXT NOT NULL PRIMARY KEY,  -- what it is called
            title       TEXT NOT NULL,     -- in words
            phase       TEXT NOT NULL,     -- after all its events
            since       TEXT NOT NULL,     -- the day on which that phase began
            cause       INTEGER NOT NULL REFERENCES events(position),  -- the event that brought it
            assessed    TEXT,              -- the phase that an analyst gives it, where that is another
            temperature INTEGER NOT NULL,  -- 0 to 10, after all its events
            peak        INTEGER NOT NULL,  -- the highest that it ever was
            last_act    TEXT,              -- the latest day on which an act may have happened
            beginning   TEXT NOT NULL,     -- the first day on which the dispute exists
            parent      TEXT REFERENCES disputes(id),  -- the dispute that it is a part of
            opening     INTEGER NOT NULL REFERENCES events(position),  -- the event that opened it
            peak_cause  INTEGER REFERENCES events(position)            -- the event that brought the peak
        ) STRICT;

        CREATE TABLE dispute_sides (
            dispute TEXT NOT NULL REFERENCES disputes(id),  -- whose side it is
            side    INTEGER NOT NULL,  -- 1, 2 …
            name    TEXT NOT NULL,     -- what the side is called
            PRIMARY KEY (dispute, side)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE dispute_members (
            dispute TEXT NOT NULL,     -- to whose
            side    INTEGER NOT NULL,  -- side it belongs
            number  INTEGER NOT NULL,  -- 1, 2 …
            party   TEXT NOT NULL REFERENCES parties(party),  -- who
            PRIMARY KEY (dispute, side, number),
            FOREIGN KEY (dispute, side) REFERENCES dispute_sides(dispute, side)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE phase_changes (
            dispute TEXT NOT NULL REFERENCES disputes(id),  -- whose phase
            number  INTEGER NOT NULL,  -- 1, 2 …; the first is the opening
            day     TEXT NOT NULL,     -- on which it changed
            phase   TEXT NOT NULL,     -- from then on
            event   INTEGER NOT NULL REFERENCES events(position),  -- which brought it
            PRIMARY KEY (dispute, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE events (
            position    INTEGER PRIMARY KEY,  -- its number in the log; with max_marking, its number in this file alone
            id          TEXT NOT NULL,     -- the same in every copy of the log
            dispute     TEXT REFERENCES disputes(id),  -- NULL for what concerns the log itself
            kind        TEXT,              -- what it is: a kind of the vocabulary
            occurred    TEXT,              -- when, in EDTF
            recorded_at TEXT,              -- in UTC
            recorded_by TEXT,              -- by whom
            actors      TEXT,              -- JSON: who acted; event_parties has a row for each
            addressees  TEXT,              -- JSON: on whom
            summary     TEXT,              -- what happened
            standing    TEXT NOT NULL,     -- asserted, claimed, alleged or hedged
            marking     TEXT NOT NULL,     -- the one that counts: its own, or a higher one of its dispute or of what it is about
            retracted   INTEGER NOT NULL,  -- 1: it counts no more
            corrected   INTEGER NOT NULL,  -- 1: the columns have the correction, `text` has not
            text        TEXT,              -- the canonical JSON as recorded; NULL where something had to be taken out of it
            known       TEXT,              -- JSON: the event as known now, where that is not what `text` says
            quote       TEXT,              -- words that were said
            due         TEXT,              -- the day by which an answer is asked for, or on which something is to be
            due_soft    INTEGER,           -- 1: that is our own working date
            place       TEXT NOT NULL,     -- the instant by which it is put in order in its dispute
            first_recorded_at TEXT,        -- when it was recorded first, in this log or in another: the order of equal places
            step        INTEGER,           -- its number in its dispute's course; NULL: it is no step (retracted, or about another)
            phase_after TEXT,              -- the dispute's phase after that step
            temperature_after INTEGER      -- and its temperature
        ) STRICT;

        CREATE TABLE event_parties (
            event  INTEGER NOT NULL REFERENCES events(position),  -- whose
            role   TEXT NOT NULL,      -- actor or addressee
            number INTEGER NOT NULL,   -- 1, 2 …
            party  TEXT NOT NULL REFERENCES parties(party),       -- who
            PRIMARY KEY (event, role, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE event_references (
            event    INTEGER NOT NULL REFERENCES events(position),  -- which names the other
            role     TEXT NOT NULL,     -- inResponseTo, about; target: what a record event is about
            number   INTEGER NOT NULL,  -- 1, 2 …
            id       TEXT NOT NULL,     -- of the other event
            to_event INTEGER REFERENCES events(position),  -- NULL where that is not in this file
            PRIMARY KEY (event, role, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE event_tags (
            event  INTEGER NOT NULL REFERENCES events(position),  -- which has it
            number INTEGER NOT NULL,  -- 1, 2 …
            tag    TEXT NOT NULL,     -- a word
            PRIMARY KEY (event, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE event_sources (
            event       INTEGER NOT NULL REFERENCES events(position),  -- which it vouches for
            number      INTEGER NOT NULL,  -- 1, 2 …
            id          TEXT,              -- what the recorder calls it
            citation    TEXT,              -- where it stands, for people
            url         TEXT,              -- where it stands, for browsers
            published   TEXT,              -- in EDTF
            reliability TEXT,              -- as A1 to F6
            PRIMARY KEY (event, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE obligations (
            event       INTEGER PRIMARY KEY REFERENCES events(position),  -- the act that opened it
            dispute     TEXT NOT NULL REFERENCES disputes(id),  -- of that act
            kind        TEXT NOT NULL,     -- of that act
            owed_by     TEXT NOT NULL,     -- JSON: who owes an answer; obligation_parties has a row for each
            owed_to     TEXT NOT NULL,     -- JSON: to whom
            state       TEXT NOT NULL,     -- after all events; open, acknowledged and partial are outstanding
            due         TEXT,              -- the day that counts now
            soft        INTEGER NOT NULL,  -- 1: that is our own working date
            state_cause INTEGER REFERENCES events(position)  -- the event that brought the state; NULL: it is as it was opened
        ) STRICT;

        CREATE TABLE obligation_parties (
            obligation INTEGER NOT NULL REFERENCES obligations(event),  -- which
            role       TEXT NOT NULL,     -- owedBy or owedTo
            number     INTEGER NOT NULL,  -- 1, 2 …
            party      TEXT NOT NULL REFERENCES parties(party),  -- who
            PRIMARY KEY (obligation, role, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE obligation_steps (
            obligation INTEGER NOT NULL REFERENCES obligations(event),  -- to which it was done
            number     INTEGER NOT NULL,  -- 1, 2 …, in order of place
            event      INTEGER NOT NULL REFERENCES events(position),  -- which acted on it, or ended or reopened the dispute
            state      TEXT NOT NULL,     -- from then on
            due        TEXT,              -- likewise
            is_reply   INTEGER NOT NULL,  -- 1: an act of one of the two; 0: a judgement, or the dispute's end or reopening
            PRIMARY KEY (obligation, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE measures (
            event    INTEGER PRIMARY KEY REFERENCES events(position),  -- the act that took it
            dispute  TEXT NOT NULL REFERENCES disputes(id),  -- of that act
            level    INTEGER NOT NULL,  -- the temperature that it keeps up
            began    TEXT NOT NULL,     -- the place of that act
            ended    TEXT,              -- the place of what ended it; NULL: it is in force
            ended_by INTEGER REFERENCES events(position)  -- the relief, or what settled or withdrew the dispute
        ) STRICT;

        CREATE TABLE kept_dates (
            event   INTEGER PRIMARY KEY REFERENCES events(position),  -- the act that names the date
            dispute TEXT NOT NULL REFERENCES disputes(id),  -- of that act
            day     TEXT NOT NULL,    -- of a meeting, a conference: nobody owes an answer by it
            soft    INTEGER NOT NULL  -- 1: it is our own working date
        ) STRICT;

        CREATE TABLE parties (
            party TEXT NOT NULL PRIMARY KEY,  -- as events name it: RUS, UN:OHCHR, ?:officials
            name  TEXT NOT NULL,              -- in words
            own   INTEGER NOT NULL            -- 1: the log's keeper has given it its code
        ) STRICT;

        CREATE TABLE checkpoints (
            number INTEGER PRIMARY KEY,  -- 1, 2 …, in the order of signing
            size   INTEGER NOT NULL,  -- so many events of the log it vouches for
            text   TEXT NOT NULL      -- the signed note (C2SP tlog-checkpoint)
        ) STRICT;

        CREATE TABLE settings (
            name  TEXT NOT NULL PRIMARY KEY,  -- name, self (whose log it is), marking (given where none is named), vkey
            value TEXT NOT NULL               -- as it is set
        ) STRICT;
        """
}
