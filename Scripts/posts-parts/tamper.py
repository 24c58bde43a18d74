"""Changes to the server's tables that nobody announces, made by its superuser without the triggers."""

import time

from logs import Ledger, Post, Verdict, Writer
from servers import Server

REHASH = """
UPDATE chancery.event SET hash = sha256('\\x00'::bytea || convert_to(text, 'UTF8'));
DELETE FROM chancery.node;
INSERT INTO chancery.node
SELECT 1, (b.position / 2) - 1, sha256('\\x01'::bytea || a.hash || b.hash)
FROM chancery.event AS a JOIN chancery.event AS b ON b.position = a.position + 1 WHERE b.position % 2 = 0;
DO $$ DECLARE height integer := 1; BEGIN
    LOOP
        INSERT INTO chancery.node
        SELECT height + 1, a.number / 2, sha256('\\x01'::bytea || a.hash || b.hash)
        FROM chancery.node AS a JOIN chancery.node AS b ON b.level = height AND b.number = a.number + 1
        WHERE a.level = height AND a.number % 2 = 0;
        EXIT WHEN NOT FOUND;
        height := height + 1;
    END LOOP;
END $$;
"""
LAST = "(SELECT max(position) FROM chancery.event)"
NODES_GONE = "DELETE FROM chancery.node WHERE ((number + 1) << level) > (SELECT max(position) FROM chancery.event);"
TEXT = "text = replace(text, 'Statement', 'Statemint')"
IDENTICAL = "Statement wa1-2"

DIGEST = "SELECT md5(string_agg(t::text, '')) FROM (SELECT * FROM chancery.event ORDER BY position) AS t"

# Name, SQL. The posts have all events when it runs.
CASES = [
    ("text", f"UPDATE chancery.event SET {TEXT} WHERE text LIKE '%{IDENTICAL}\"%';"),
    ("text and hash", f"""UPDATE chancery.event SET {TEXT} WHERE text LIKE '%{IDENTICAL}"%';
        UPDATE chancery.event SET hash = sha256('\\x00'::bytea || convert_to(text, 'UTF8'));"""),
    ("node", "UPDATE chancery.node SET hash = sha256(hash) WHERE level = 6 AND number = 0;"),
    ("deleted", "DELETE FROM chancery.event WHERE position = 20;"),
    ("renumbered", f"UPDATE chancery.event SET position = position + 1 WHERE position = {LAST};"),
    ("swapped", """UPDATE chancery.event SET position = -position WHERE position IN (20, 21);
        UPDATE chancery.event SET position = 41 + position WHERE position IN (-20, -21);"""),
    ("newest gone", f"DELETE FROM chancery.event WHERE position > {LAST} - 10; {NODES_GONE}"),
    ("newest replaced", f"""UPDATE chancery.event SET {TEXT} WHERE position > {LAST} - 10;
        {REHASH}"""),
    ("rehashed", f"UPDATE chancery.event SET text = replace(text, 'Minsk', 'Minzk') WHERE position = 1; {REHASH}"),
    ("newest renewed", None),
]


def tamper(scratch, seed):
    folder = f"{scratch}/tamper"
    server = Server(folder).fill().start()
    try:
        return [try_case(server, folder, seed, n, *case) for n, case in enumerate(CASES)]
    finally:
        server.end()


def try_case(server, folder, seed, number, name, change):
    began, verdict, database = time.monotonic(), Verdict(), f"tamper_{number}"
    server.sql(f"CREATE DATABASE {database} TEMPLATE template")
    posts = [Post(f"{folder}/{number}/{role}", role).clone(server.url(role, database)) for role in ("a", "b")]
    ledger = Ledger()
    for post in posts:
        Writer(post, f"w{post.role}1", f"{seed}:{post.role}", ledger, mixed=False).work(6)
    before = {}
    for post in posts:
        for command in ("sync", "verify"):
            done = post.run(command)
            if done.code != 0:
                verdict.wrong(f"{command} at {post.role} before the change: {done}")
        before[post.role] = post.export()
    try:
        if change is None:
            renew(server, folder, database, number)
        else:
            old = server.sql(DIGEST, database)
            server.sql(f"SET session_replication_role = replica; BEGIN; {change} COMMIT;", database)
            new = server.sql(DIGEST, database)
            if old == new and name != "node":
                verdict.wrong("the change changed nothing")
    except RuntimeError as error:
        verdict.wrong(f"the change failed: {error}")
    said = []
    for post in posts:
        synced, verified = post.run("sync"), post.run("verify")
        said.append(f"{post.role}: sync {synced.code}, verify {verified.code}; "
                    f"{(synced.err or verified.out or verified.err).strip().splitlines()[0]}")
        if synced.code == 0 and verified.code == 0:
            verdict.wrong(f"{post.role} finds nothing")
        if post.export() != before[post.role]:
            verdict.wrong(f"the copy of {post.role} is not what it was")
    print(f"{name}: {' | '.join(said)}", flush=True)
    return (name, True, verdict, time.monotonic() - began, None)


def renew(server, folder, database, number):
    """The newest ten are deleted, and a post that does not know of them files ten others."""
    server.sql(f"""SET session_replication_role = replica;
        DELETE FROM chancery.event WHERE position > {LAST} - 10; {NODES_GONE}""", database)
    other = Post(f"{folder}/{number}/c", "c").clone(server.url("c", database))
    Writer(other, "wc1", 1, Ledger(), mixed=False).work(12)
