-- Migration 1: who may do what, and the tables.
--
-- The program runs this file once, in the transaction of `chancery server init`, as a role that may create schemas and
-- roles. Roles belong to the whole server, so they may be there already.

DO $$
DECLARE
    name text;
BEGIN
    -- The owner cannot log in; the functions run with its rights. A reader may read the log; a writer may read it and
    -- add to it.
    FOREACH name IN ARRAY ARRAY['chancery_owner', 'chancery_reader', 'chancery_writer'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            -- Another database of this server has a log.
        END;
    END LOOP;
    IF NOT pg_catalog.pg_has_role('chancery_writer', 'chancery_reader', 'MEMBER') THEN
        GRANT chancery_reader TO chancery_writer;
    END IF;
    -- A superuser is a member of every role already.
    IF NOT pg_catalog.pg_has_role('chancery_owner', 'MEMBER') THEN
        GRANT chancery_owner TO CURRENT_USER;
    END IF;
END
$$;

CREATE SCHEMA chancery AUTHORIZATION chancery_owner;
REVOKE ALL ON SCHEMA chancery FROM PUBLIC;
GRANT USAGE ON SCHEMA chancery TO chancery_reader;

SET LOCAL ROLE chancery_owner;
-- PostgreSQL lets everybody call a new function.
ALTER DEFAULT PRIVILEGES IN SCHEMA chancery REVOKE ALL ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- One row for each event, with the columns of a log in a file. `text` is the event: its canonical JSON (RFC 8785).
CREATE TABLE chancery.event (
    position    bigint PRIMARY KEY,                         -- 1, 2, 3 … without a gap
    id          bytea NOT NULL CHECK (length(id) = 16),     -- the text's id
    stream      text NOT NULL,                              -- the text's dispute, or '.log'
    recorded_at bigint NOT NULL,                            -- milliseconds since 1970 UTC; never decreasing
    key         text COLLATE "C",                           -- the text's key
    hash        bytea NOT NULL CHECK (length(hash) = 32),   -- SHA-256(0x00 || text): the leaf of RFC 9162
    text        text NOT NULL CHECK (octet_length(text) <= 65535)
);
CREATE UNIQUE INDEX event_id ON chancery.event (id);
CREATE UNIQUE INDEX event_key ON chancery.event (key) WHERE key IS NOT NULL;

-- The complete subtrees of the tree of RFC 9162, from two leaves on: node (level, number) is over the events
-- number * 2^level + 1 to (number + 1) * 2^level. Derived from `event`; it makes the root of any size quick.
CREATE TABLE chancery.node (
    level  integer NOT NULL CHECK (level >= 1),
    number bigint NOT NULL CHECK (number >= 0),
    hash   bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, number)
);

-- The checkpoints that posts have signed (C2SP tlog-checkpoint).
CREATE TABLE chancery.checkpoint (
    number bigint PRIMARY KEY,    -- 1, 2, 3 … without a gap
    size   bigint NOT NULL,       -- how many events it vouches for
    text   text NOT NULL UNIQUE   -- the signed note
);

-- What a copy needs to know of the log: its name, its founding key, and a number of its own ('identity').
CREATE TABLE chancery.setting (name text PRIMARY KEY, value text NOT NULL);

-- The migrations that have run.
CREATE TABLE chancery.migration (number integer PRIMARY KEY, ran_at timestamptz NOT NULL DEFAULT now());

-- Who waits for a turn to append, in the order of asking. A row that has ended counts for nothing. The rows are only
-- of use while the server runs, so they need not survive a crash.
CREATE UNLOGGED TABLE chancery.turn (
    number  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ticket  uuid NOT NULL UNIQUE,
    begun   boolean NOT NULL DEFAULT false,
    ends_at timestamptz NOT NULL
);

CREATE FUNCTION chancery.refuse_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'CH000',
        MESSAGE = format('rows of %I are only added, never changed or deleted', TG_TABLE_NAME);
END
$$;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON chancery.event
    FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse_change();
CREATE TRIGGER checkpoint_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON chancery.checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse_change();
CREATE TRIGGER node_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON chancery.node
    FOR EACH STATEMENT EXECUTE FUNCTION chancery.refuse_change();
