-- Appending. `append` is what posts call; `append_rows` does the work, and is also called by `chancery server init`
-- when it fills a new log with the events of an old one.

-- Takes the lock that appending needs; the transaction's end releases it. The number is "CHCY", as in a log's file.
CREATE OR REPLACE FUNCTION chancery.lock_log() RETURNS void LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS
'SELECT pg_advisory_xact_lock(1128809305, 1)';

-- The texts after a position, as many as `most` of them and eight million bytes allow, but at least one.
CREATE OR REPLACE FUNCTION chancery.texts_after(after bigint, most integer) RETURNS text[] LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(t.text ORDER BY t.position), '{}')
    FROM (
        SELECT e.position, e.text, sum(octet_length(e.text)) OVER (ORDER BY e.position) AS bytes
        FROM chancery.event AS e
        WHERE e.position > after AND e.position <= after + most
    ) AS t
    WHERE t.bytes <= 8000000 OR t.position = after + 1
$$;

-- Appends events whose columns the caller vouches for. The caller holds the lock, and knows when the last event was
-- recorded. Returns the position of the last.
--
-- It sets no search path of its own, which would cost every event something: it is not SECURITY DEFINER, and names every
-- table with its schema. Errors: CH001 an id or a key is there already (DETAIL: position), CH002 recorded before its
-- predecessor (DETAIL: the predecessor's position and time).
CREATE OR REPLACE FUNCTION chancery.append_rows(
    head bigint, latest bigint, ids bytea[], streams text[], times bigint[], keys text[], texts text[]
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    last bigint := head + cardinality(ids);
    part bigint := head / 2;
    found_at bigint;
    height integer := 1;
BEGIN
    FOR place IN 1 .. cardinality(ids) LOOP
        IF times[place] < latest THEN
            RAISE EXCEPTION USING ERRCODE = 'CH002', DETAIL = format('%s %s', head + place - 1, latest),
                MESSAGE = format('event %s would be recorded before the event before it', head + place);
        END IF;
        latest := times[place];
        -- To catch the violation of an index would cost every event a subtransaction.
        INSERT INTO chancery.event
        VALUES (head + place, ids[place], streams[place], latest, keys[place],
            sha256('\x00'::bytea || convert_to(texts[place], 'UTF8')), texts[place])
        ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            SELECT e.position INTO found_at FROM chancery.event AS e
            WHERE e.id = ids[place] OR e.key = keys[place] ORDER BY e.position LIMIT 1;
            RAISE EXCEPTION USING ERRCODE = 'CH001', DETAIL = coalesce(found_at, head)::text,
                MESSAGE = format('event %s has the id or key of event %s', head + place, found_at);
        END IF;
    END LOOP;
    -- Each level of the tree from the one below it. Row by row: a join over a series would be planned for many rows, and
    -- would read the whole table.
    WHILE part < last / 2 LOOP
        INSERT INTO chancery.node
        SELECT 1, part, sha256('\x01'::bytea || a.hash || b.hash) FROM chancery.event AS a, chancery.event AS b
        WHERE a.position = 2 * part + 1 AND b.position = 2 * part + 2;
        part := part + 1;
    END LOOP;
    WHILE last >> (height + 1) > head >> (height + 1) LOOP
        part := head >> (height + 1);
        WHILE part < last >> (height + 1) LOOP
            INSERT INTO chancery.node
            SELECT height + 1, part, sha256('\x01'::bytea || a.hash || b.hash)
            FROM chancery.node AS a, chancery.node AS b
            WHERE a.level = height AND a.number = 2 * part AND b.level = height AND b.number = 2 * part + 1;
            part := part + 1;
        END LOOP;
        height := height + 1;
    END LOOP;
    RETURN last;
END
$$;

-- Appends events after `head`, all or none. Every column is read from the text, so it cannot say something else.
--
-- `ticket` is that of a turn, or NULL. The outcome is one of
--   'appended': they are there, and durable when the transaction has been committed;
--   'moved': `head` is not the last event; `news` are the texts after it, as far as one answer holds;
--   'turn': it is somebody else's turn.
-- Errors: CH001 and CH002 of append_rows; CH003 a recordedAt more than a minute away; CH004 the recorder is not of this
-- role; CH005 the text is not that of an event.
CREATE OR REPLACE FUNCTION chancery.append(
    head bigint, texts text[], ticket uuid,
    OUT outcome text, OUT last bigint, OUT last_recorded_at bigint, OUT news text[]
) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    clock bigint := floor(extract(epoch FROM clock_timestamp()) * 1000);
    document jsonb;
    recorded text;
    ids bytea[] := '{}';
    streams text[] := '{}';
    times bigint[] := '{}';
    keys text[] := '{}';
    first uuid;
    body text;
BEGIN
    FOREACH body IN ARRAY texts LOOP
        -- PostgreSQL reads no value of a text in which U+0000 is written, so it is left out for reading.
        document := CASE WHEN strpos(body, '\u0000') = 0 THEN body
            ELSE regexp_replace(body, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g') END;
        recorded := document ->> 'recordedAt';
        IF (document ->> 'id') !~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' IS NOT FALSE THEN
            RAISE EXCEPTION USING ERRCODE = 'CH005', MESSAGE = 'an id is not a UUID of version 7';
        END IF;
        IF recorded !~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$' IS NOT FALSE THEN
            RAISE EXCEPTION USING ERRCODE = 'CH005', MESSAGE = 'a recordedAt is not an instant';
        END IF;
        IF NOT coalesce(starts_with(document ->> 'recordedBy', session_user || '/'), false) THEN
            RAISE EXCEPTION USING ERRCODE = 'CH004',
                MESSAGE = format('what %s files must be recorded by %s/ and a name', session_user, session_user);
        END IF;
        ids := ids || uuid_send((document ->> 'id')::uuid);
        streams := streams || coalesce(document ->> 'dispute', '.log');
        times := times || round(extract(epoch FROM recorded::timestamptz) * 1000)::bigint;
        keys := keys || (document ->> 'key');
        IF abs(times[cardinality(times)] - clock) > 60000 THEN
            RAISE EXCEPTION USING ERRCODE = 'CH003',
                MESSAGE = format('%s is more than a minute from the time here, %s', recorded,
                    to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
        END IF;
    END LOOP;

    PERFORM pg_advisory_xact_lock(1128809305, 1);
    SELECT e.position, e.recorded_at INTO last, last_recorded_at
    FROM chancery.event AS e ORDER BY e.position DESC LIMIT 1;
    last := coalesce(last, 0);
    IF last <> head THEN
        outcome := 'moved';
        news := chancery.texts_after(head, 1000);
        RETURN;
    END IF;
    SELECT t.ticket INTO first FROM chancery.turn AS t
    WHERE t.ends_at > clock_timestamp() ORDER BY t.number LIMIT 1;
    IF first IS NOT NULL AND first IS DISTINCT FROM append.ticket THEN
        outcome := 'turn';
        RETURN;
    END IF;

    last := chancery.append_rows(head, last_recorded_at, ids, streams, times, keys, texts);
    last_recorded_at := times[cardinality(times)];
    outcome := 'appended';
    -- Whose turn it is next learns it from the notification.
    IF append.ticket IS NOT NULL THEN
        DELETE FROM chancery.turn AS t WHERE t.ticket = append.ticket OR t.ends_at <= clock_timestamp();
        SELECT t.ticket INTO first FROM chancery.turn AS t ORDER BY t.number LIMIT 1;
    END IF;
    PERFORM pg_notify('chancery', last || ' ' || coalesce(first::text, ''));
END
$$;
