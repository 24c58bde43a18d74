-- Reading: what a post asks for in one round trip.

-- The root of the tree over the first `size` events (RFC 9162, section 2.1.1); NULL if the log is shorter.
CREATE OR REPLACE FUNCTION chancery.root(size bigint) RETURNS bytea LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    height integer;
    hash bytea;
    part bytea;
BEGIN
    IF size = 0 THEN RETURN sha256(''::bytea); END IF;
    -- The complete subtrees, from the last and smallest on.
    FOR height IN 0 .. 61 LOOP
        CONTINUE WHEN (size >> height) & 1 = 0;
        IF height = 0 THEN
            SELECT e.hash INTO part FROM chancery.event AS e WHERE e.position = size;
        ELSE
            SELECT n.hash INTO part FROM chancery.node AS n WHERE n.level = height AND n.number = (size >> height) - 1;
        END IF;
        IF part IS NULL THEN RETURN NULL; END IF;
        hash := CASE WHEN hash IS NULL THEN part ELSE sha256('\x01'::bytea || part || hash) END;
    END LOOP;
    RETURN hash;
END
$$;

-- What is new after `after`, with the head, the time, and who asks.
--
-- With `asked`, the ticket of a turn, it also asks for a turn, or goes on waiting for it: `wait` is then 0 if it has
-- come, else the milliseconds after which to ask again at the latest. A turn ends five seconds after it has come; who
-- waits and does not ask again for five seconds waits no more.
CREATE OR REPLACE FUNCTION chancery.catch_up(
    after bigint, most integer, asked uuid,
    OUT version integer, OUT identity text, OUT role text, OUT may_append boolean, OUT server_time bigint,
    OUT last bigint, OUT last_recorded_at bigint, OUT root_after bytea, OUT root_last bytea, OUT wait integer,
    OUT news text[]
) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first record;
    clock timestamptz;
BEGIN
    may_append := pg_has_role(session_user, 'chancery_writer', 'USAGE');
    IF asked IS NOT NULL AND may_append THEN
        INSERT INTO chancery.turn (ticket, ends_at) VALUES (asked, clock_timestamp() + interval '5 seconds')
        ON CONFLICT (ticket) DO UPDATE SET ends_at = excluded.ends_at WHERE NOT turn.begun;
        SELECT t.ticket, t.ends_at INTO first FROM chancery.turn AS t
        WHERE t.ends_at > clock_timestamp() ORDER BY t.number LIMIT 1;
        IF first.ticket = asked THEN
            UPDATE chancery.turn AS t SET begun = true, ends_at = clock_timestamp() + interval '5 seconds'
            WHERE t.ticket = asked AND NOT t.begun;
            wait := 0;
        ELSE
            wait := greatest(ceil(extract(epoch FROM first.ends_at - clock_timestamp()) * 1000), 1);
        END IF;
    END IF;
    clock := clock_timestamp();
    version := (SELECT max(m.number) FROM chancery.migration AS m);
    identity := (SELECT s.value FROM chancery.setting AS s WHERE s.name = 'identity');
    role := session_user;
    server_time := floor(extract(epoch FROM clock) * 1000);
    SELECT e.position, e.recorded_at INTO last, last_recorded_at
    FROM chancery.event AS e ORDER BY e.position DESC LIMIT 1;
    last := coalesce(last, 0);
    IF after <= last THEN root_after := chancery.root(after); END IF;
    root_last := CASE WHEN after = last THEN root_after ELSE chancery.root(last) END;
    news := CASE WHEN after < last THEN chancery.texts_after(after, most) ELSE '{}' END;
END
$$;

-- The texts after a position.
CREATE OR REPLACE FUNCTION chancery.texts(after bigint, most integer) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS
'SELECT chancery.texts_after(after, most)';

-- The leaf hashes of `most` events after a position, computed anew from their texts, one after the other.
CREATE OR REPLACE FUNCTION chancery.leaves(after bigint, most integer) RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(string_agg(sha256('\x00'::bytea || convert_to(e.text, 'UTF8')), ''::bytea ORDER BY e.position), '')
    FROM chancery.event AS e WHERE e.position > after AND e.position <= after + most
$$;

-- Ends a turn, or the waiting for one.
CREATE OR REPLACE FUNCTION chancery.leave_turn(asked uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM chancery.turn AS t WHERE t.ticket = asked;
    PERFORM pg_notify('chancery', '0 ' || coalesce(
        (SELECT t.ticket::text FROM chancery.turn AS t WHERE t.ends_at > clock_timestamp() ORDER BY t.number LIMIT 1), ''));
END
$$;

-- The settings of the log, as pairs of a name and a value.
CREATE OR REPLACE FUNCTION chancery.settings() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(p.word ORDER BY s.name, p.place), '{}')
    FROM chancery.setting AS s, LATERAL (VALUES (1, s.name), (2, s.value)) AS p (place, word)
$$;

-- Commits something, and so waits until everything before it is as durable as the server makes it: where a commit waits
-- for a standby, it waits for all that was written before.
CREATE OR REPLACE FUNCTION chancery.settle() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_logical_emit_message(true, 'chancery', '');
END
$$;
