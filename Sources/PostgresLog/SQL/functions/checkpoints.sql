-- Checkpoints: kept beside the events, for every post.

-- The checkpoints after the first `known`, as texts.
CREATE OR REPLACE FUNCTION chancery.checkpoints(known bigint) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(c.text ORDER BY c.number), '{}') FROM chancery.checkpoint AS c WHERE c.number > known
$$;

-- Adds a checkpoint; one that is there already is there once. The posts check the signature, the server cannot.
CREATE OR REPLACE FUNCTION chancery.add_checkpoint(covered bigint, note text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chancery.lock_log();
    IF octet_length(note) > 65535 OR covered > (SELECT coalesce(max(e.position), 0) FROM chancery.event AS e) THEN
        RAISE EXCEPTION USING ERRCODE = 'CH005', MESSAGE = 'this is no checkpoint of this log';
    END IF;
    INSERT INTO chancery.checkpoint
    SELECT coalesce(max(c.number), 0) + 1, covered, note FROM chancery.checkpoint AS c
    HAVING NOT EXISTS (SELECT FROM chancery.checkpoint AS c WHERE c.text = note);
END
$$;
