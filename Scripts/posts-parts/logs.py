"""Posts, what they were told, and whether it is true."""

import json
import os
import random
import signal
import subprocess
import threading
import time
from collections import Counter

PROGRAM = os.environ.get("CHANCERY", "chancery")
SEED_LOG = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Fixtures", "seed.jsonl")


class Result:
    """How a command ended."""

    def __init__(self, code, out, err, seconds):
        self.code, self.out, self.err, self.seconds = code, out, err, seconds

    @property
    def killed(self):
        return self.code < 0 or self.code == 137

    def json(self):
        try:
            return json.loads(self.out)
        except ValueError:
            return None

    def __str__(self):
        return f"exit {self.code}: {(self.out + ' ' + self.err).strip()[:400]}"


class Post:
    """A copy of a shared log, with a role and a home of its own."""

    all = []

    def __init__(self, folder, role):
        self.folder, self.role = folder, role
        self.log = f"{folder}/copy.db"
        os.makedirs(folder, exist_ok=True)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": folder, "CHANCERY_RECORDER": "tester", "CHANCERY_LOG": self.log,
            "LC_ALL": "C.UTF-8", "TZ": "UTC",
        }
        # Commands that run now; a trial may kill or stop them.
        self.running = set()
        Post.all.append(self)
        self.lock = threading.Lock()
        # Whether a command was killed that may have said what became of the outbox.
        self.killed_sync = False

    def start(self, words, before=(), stdin=None):
        process = subprocess.Popen(
            [*before, PROGRAM, *words], env=self.environment, cwd=self.folder, text=True,
            stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        with self.lock:
            self.running.add(process)
        return process

    def run(self, *words, before=(), stdin=None, timeout=120, kill_after=None):
        """Runs a command. `before` is a program that runs it; `kill_after` are seconds."""
        began = time.monotonic()
        process = self.start(words, before, stdin)
        try:
            try:
                out, err = process.communicate(stdin, timeout=timeout if kill_after is None else kill_after)
            except subprocess.TimeoutExpired:
                try:
                    os.killpg(process.pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
                out, err = process.communicate()
                if kill_after is None:
                    err += f" (no end after {timeout} seconds)"
        finally:
            with self.lock:
                self.running.discard(process)
        return Result(process.returncode, out, err, time.monotonic() - began)

    def kill(self):
        """Kills the commands that run now, with the programs that run them."""
        for process in list(self.running):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def clone(self, url):
        done = self.run("clone", url, self.log)
        if done.code != 0:
            raise RuntimeError(f"clone: {done}")
        return self

    def export(self):
        done = self.run("export")
        if done.code != 0:
            raise RuntimeError(f"export: {done}")
        return done.out


def make_template(server, folder):
    """Lays a log with the events of the seed log in the database `template`, and makes the roles."""
    maker = Post(f"{folder}/maker", "chief")
    made = maker.run("restore", SEED_LOG, "--log", f"{folder}/maker/seed.db", "--name", "posts")
    if made.code != 0:
        raise RuntimeError(f"restore: {made}")
    server.sql("CREATE DATABASE template")
    made = maker.run("server", "init", server.url("chief", "template"), "--from", f"{folder}/maker/seed.db")
    if made.code != 0:
        raise RuntimeError(f"server init: {made}")
    roles = ["a", "b", "c", "d"]
    server.sql("".join(f"CREATE ROLE {r} LOGIN; GRANT chancery_writer TO {r};" for r in roles))


def texts(server, database):
    """The positions and the texts that the server has."""
    # The texts have no line feed: it is escaped in JSON.
    rows = server.sql("SELECT position || ' ' || text FROM chancery.event ORDER BY position", database)
    pairs = [line.split(" ", 1) for line in rows.splitlines() if line]
    return [int(position) for position, _ in pairs], [text for _, text in pairs]


# --- What is filed ---

DISPUTE = "rus-un-donation"
# It depends on what others have filed whether the rules refuse it.
PERHAPS = "perhaps"


def write_drafts(path, drafts):
    """Writes drafts to a file. Returns false if the disk is full."""
    try:
        with open(path, "w", encoding="utf-8") as file:
            json.dump(drafts, file)
        return True
    except OSError:
        return False


class Entry:
    """What one command was to file, and what it said."""

    def __init__(self, post, keys, result):
        self.post, self.keys, self.result = post, keys, result
        self.filed, self.kept, self.key_of = {}, {}, {}
        self.words, self.must_fail = [], False
        answer = result.json() if result.code == 0 else None
        items = answer if isinstance(answer, list) else [answer] if answer else []
        for item, key in zip(items, keys):
            self.key_of[item["id"]] = key
            if "position" in item:
                self.filed[item["id"]] = item["position"]
            elif item.get("state") in ("kept", "unknown"):
                self.kept[item["id"]] = item["state"]

    @property
    def is_told(self):
        """Whether the user knows whether it was filed."""
        return not self.result.killed


class Ledger:
    """What was filed in a trial, by whom, and what the program said."""

    def __init__(self):
        self.entries = []
        self.lock = threading.Lock()

    def add(self, entry):
        with self.lock:
            self.entries.append(entry)
        return entry

    def filed(self):
        return {id: position for entry in self.entries for id, position in entry.filed.items()}

    def kept(self):
        return {id: (state, entry) for entry in self.entries for id, state in entry.kept.items()}


class Writer:
    """Files one event after the other at a post; which ones, the seed decides."""

    def __init__(self, post, name, seed, ledger, mixed=True):
        self.post, self.name, self.ledger, self.mixed = post, name, ledger, mixed
        self.rng = random.Random(seed)
        self.count = 0
        self.own, self.past = [], []
        self.stopped = False

    def draft(self, key):
        return {
            "actors": ["RUS"], "dispute": DISPUTE, "key": key, "kind": "statement",
            "occurred": f"2021-11-{self.rng.randint(11, 23)}", "summary": f"Statement {key}",
        }

    def words(self, key):
        """The words of the next command, its keys, and whether the rules must refuse it (or PERHAPS do)."""
        if self.mixed and self.past and self.rng.random() < 0.06:
            # The same command again: it records nothing more.
            return self.rng.choice(self.past)
        made = self.new_words(key)
        self.past.append(made)
        return made

    def new_words(self, key):
        rng = self.rng
        dice = rng.random() if self.mixed else 0.4
        if dice < 0.06:
            # Refused: there is no such dispute, or no such event.
            if rng.random() < 0.5:
                return ["record", "statement", "no-such-dispute", f"Refused {key}", "--by", "RUS", "--on", "2021-11-12",
                        "--key", key], [key], True
            return ["correct", "999999", "--set", f"summary=Refused {key}", "--key", key], [key], True
        if dice < 0.1:
            # Both posts open the same disputes: the second time it is refused, perhaps only when the outbox is filed.
            path = f"{self.post.folder}/{key}.json"
            draft = {
                "details": {"sides": [{"members": ["RUS"], "name": "A"}, {"members": ["UN"], "name": "B"}],
                            "title": "Made up"},
                "dispute": f"shared-{rng.randint(1, 5)}", "key": key, "kind": "dispute-opened", "summary": f"Opened {key}",
            }
            if write_drafts(path, [draft]):
                return ["record", "--json", path], [key], PERHAPS
        if dice < 0.18 and self.own:
            return ["correct", rng.choice(self.own), "--set", f"summary=Corrected {key}", "--key", key], [key], False
        if dice < 0.24 and self.own:
            return ["retract", rng.choice(self.own), "--reason", f"Retracted {key}", "--key", key], [key], False
        if dice < 0.3:
            keys = [f"{key}-{n}" for n in (1, 2, 3)]
            path = f"{self.post.folder}/{key}.json"
            if write_drafts(path, [self.draft(k) for k in keys]):
                return ["record", "--json", path], keys, False
        # Late acts: they happened long before what is there.
        day = f"2021-{rng.choice(['09', '10'])}-{rng.randint(1, 28):02d}" if dice > 0.8 else \
            f"2021-11-{rng.randint(11, 23)}"
        if dice < 0.5 or dice > 0.8:
            return ["record", "statement", DISPUTE, f"Statement {key}", "--by", "RUS", "--on", day, "--key", key], \
                [key], False
        return ["record", "request-for-explanation", DISPUTE, f"Request {key}", "--by", "RUS", "--to", "UN", "--on",
                day, "--key", key], [key], False

    def step(self, **options):
        """Files the next event. Returns the entry."""
        self.count += 1
        words, keys, must_fail = self.words(f"{self.name}-{self.count}")
        entry = self.file(words, keys, **options)
        entry.must_fail = must_fail
        if len(entry.filed) == 1 and words[0] == "record" and not must_fail:
            self.own.append(next(iter(entry.filed)))
        return entry

    def file(self, words, keys, **options):
        entry = Entry(self.post, keys, self.post.run(*words, "--format", "json", **options))
        entry.words, entry.must_fail = words, False
        return self.ledger.add(entry)

    def work(self, count, pause=0.0):
        for _ in range(count):
            if self.stopped:
                break
            self.step()
            if pause:
                time.sleep(self.rng.random() * pause)


# --- Whether it is true ---


class Verdict:
    def __init__(self):
        self.findings = []
        self.lost = self.twice = self.not_told = 0

    def wrong(self, words):
        self.findings.append(words)

    @property
    def survived(self):
        return not self.findings


def sync_once(post, fates, verdict):
    """Syncs once, which may fail, and collects what it says of the events in the outbox."""
    done = post.run("sync", "--format", "json")
    answer = done.json()
    if answer is not None and "outbox" in answer:
        for item in answer["outbox"]:
            fates.setdefault(item["id"], set()).add(item["state"])
    elif done.code == 0:
        verdict.wrong(f"sync --format json at {post.role} ended with 0, and this is not its answer: {done}")
    return done


def sync(post, fates, verdict, tries=4):
    """Syncs, and collects what became of the events in the outbox."""
    for _ in range(tries):
        done = sync_once(post, fates, verdict)
        # An event that is refused stays in the outbox, and the exit code says so.
        if done.json() is not None:
            return done
        time.sleep(0.2)
    verdict.wrong(f"{post.role} cannot sync: {done}")
    return done


def drop_refused(post, fates, verdict):
    """Removes from the outbox what was refused, and checks that it is empty then."""
    listed = post.run("outbox", "--format", "json").json() or []
    for item in listed:
        if "refused" in fates.get(item["id"], ()):
            post.run("outbox", "drop", str(item["outbox"]))
    left = post.run("outbox", "--format", "json").out.strip()
    if left != "[]":
        verdict.wrong(f"the outbox of {post.role} is not empty: {left[:300]}")


def judge(server, database, posts, ledger, verdict=None, fates=None, deep=False, is_moved=False):
    """Checks that every promise was kept, and that all copies are the same as the server's log."""
    verdict = verdict or Verdict()
    fates = {} if fates is None else fates
    for _ in (1, 2):
        for post in posts:
            sync(post, fates, verdict)
    for post in posts:
        drop_refused(post, fates, verdict)
    positions, rows = texts(server, database)
    if positions != list(range(1, len(positions) + 1)):
        verdict.wrong("the positions have a gap")
    events = [json.loads(row) for row in rows]
    place = {event["id"]: n for n, event in enumerate(events, 1)}
    keys = Counter(event["key"] for event in events if "key" in event)
    ids = Counter(event["id"] for event in events)
    words = Counter(event["summary"] for event in events if event.get("key", "").startswith("w") and "summary" in event)
    double = [k for counter in (keys, ids, words) for k, n in counter.items() if n > 1]
    verdict.twice += len(double)
    if double:
        verdict.wrong(f"twice in the log: {double[:3]}")
    judge_promises(ledger, fates, place, keys, verdict, is_moved)
    judge_copies(posts, rows, verdict, deep)
    return verdict


def judge_promises(ledger, fates, place, keys, verdict, is_moved=False):
    """`is_moved`: the events may have other positions than they were acknowledged with."""
    for id, position in ledger.filed().items():
        if place.get(id) != position and not (is_moved and id in place):
            verdict.lost += 1
            verdict.wrong(f"event {id} was acknowledged as #{position}, and is at {place.get(id)}")
    for id, (state, entry) in ledger.kept().items():
        fate = fates.get(id, set())
        if not fate and not entry.post.killed_sync:
            verdict.not_told += 1
            verdict.wrong(f"nobody was told what became of {id} ({state})")
        # The command was repeated, and that was filed first.
        is_repeated = ("there" in fate or entry.post.killed_sync) and keys[entry.key_of.get(id)] == 1
        if id not in place and "refused" not in fate and not is_repeated:
            verdict.lost += 1
            verdict.wrong(f"event {id} was {state} and is not in the log ({sorted(fate)})")
        if id in place and fate == {"refused"}:
            verdict.not_told += 1
            verdict.wrong(f"event {id} was {state}, told as refused, and is in the log")
    done = {key for entry in ledger.entries if entry.filed or entry.kept for key in entry.keys}
    for entry in ledger.entries:
        if entry.must_fail is True and not entry.result.killed and entry.result.code == 0:
            verdict.wrong(f"this should have been refused: {entry.words}")
        if entry.filed or entry.kept or not entry.is_told:
            continue
        there = [key for key in entry.keys if keys[key] and key not in done]
        if there:
            verdict.not_told += 1
            verdict.wrong(f"told as failed, and is in the log: {there} ({entry.result})")
        elif entry.result.code == 0:
            verdict.wrong(f"it succeeded and said nothing: {entry.words}")


def judge_copies(posts, rows, verdict, deep=False):
    roots = set()
    for post in posts:
        if post.export().split("\n")[:-1] != rows:
            verdict.wrong(f"the export of {post.role} is not what the server has")
        verified = post.run("verify", "--format", "json")
        answer = verified.json() or {}
        roots.add(answer.get("root"))
        if verified.code != 0 or not answer.get("holds") or answer.get("findings"):
            verdict.wrong(f"verify at {post.role}: {verified}")
        if deep:
            replayed = post.run("replay", "--dry-run")
            if replayed.code != 0:
                verdict.wrong(f"replay --dry-run at {post.role}: {replayed}")
    if len(roots) != 1:
        verdict.wrong(f"the copies have {len(roots)} roots")
