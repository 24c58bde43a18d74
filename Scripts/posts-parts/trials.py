"""The trials: one thing fails while posts file, and then everything must be there."""

import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time

from logs import DISPUTE, Ledger, Post, Verdict, Writer, judge, judge_copies, sync, sync_once, texts
from proxy import Proxy, random_plan
from servers import Server, send

# The kinds, and how many of a hundred trials are of each.
KINDS = {
    "server-killed": 15, "client-killed": 16, "client-call": 24, "line-cut": 18, "line-slow": 3, "line-silent": 7,
    "disk-post": 6, "disk-server": 4, "standby-waited": 3, "standby-behind": 2, "turn-stopped": 2,
}
CALLS = ["sendto", "recvfrom", "fdatasync", "pwrite64"]


class Skipped(Exception):
    """The trial cannot run here."""


class Trial:
    """One trial, with what it needs."""

    def __init__(self, folder, kind, number, call, shared, verbose=False):
        self.folder, self.kind, self.number, self.call = folder, kind, number, call
        self.shared, self.verbose = shared, verbose
        self.rng = random.Random(f"{kind}:{number}")
        self.database = f"trial_{os.path.basename(folder).replace('-', '_')}"
        self.ledger, self.verdict, self.fates = Ledger(), Verdict(), {}
        self.server = shared
        self.posts, self.servers, self.proxies, self.mounts, self.threads, self.writers = [], [], [], [], [], []
        self.tried = True

    def say(self, words):
        if self.verbose:
            print(words, flush=True)

    # --- What it needs ---

    def own_server(self, name="server", data=None):
        server = Server(f"{self.folder}/{name}", data=data)
        self.servers.append(server)
        return server

    def make_database(self):
        self.server.sql(f"CREATE DATABASE {self.database} TEMPLATE template")

    def post(self, role, url=None, folder=None):
        post = Post(folder or f"{self.folder}/{role}", role)
        self.posts.append(post)
        return post.clone(url or self.server.url(role, self.database))

    def line(self, role, plan=None):
        """A post that reaches the server through a line of its own."""
        proxy = Proxy(self.server.port)
        self.proxies.append(proxy)
        post = self.post(role, self.server.url(role, self.database, proxy.port))
        proxy.plan = plan or proxy.plan
        return post, proxy

    def mount(self, path, size):
        os.makedirs(path, exist_ok=True)
        if os.geteuid() != 0:
            raise Skipped("only root can mount a small disk")
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k,mode=755", "posts", path],
                              capture_output=True, text=True, check=False)
        if made.returncode != 0:
            raise Skipped(f"nothing can be mounted here ({made.stderr.strip()})")
        self.mounts.append(path)

    def write(self, post, count, writers=1, pause=0.0, mixed=True):
        """Starts writers at a post."""
        for _ in range(writers):
            name = f"w{post.role}{len(self.threads)}"
            writer = Writer(post, name, f"{self.number}:{name}", self.ledger, mixed)
            self.writers.append(writer)
            thread = threading.Thread(target=writer.work, args=(count, pause))
            self.threads.append(thread)
            thread.start()

    def join(self):
        for thread in self.threads:
            thread.join()

    # --- How it runs ---

    def run(self):
        began = time.monotonic()
        try:
            getattr(self, self.kind.replace("-", "_"))()
        except Skipped as reason:
            self.tried = False
            self.say(f"Left out: {reason}")
            self.skipped = str(reason)
        except (RuntimeError, OSError, subprocess.SubprocessError) as error:
            self.verdict.wrong(f"the trial broke: {error!r}")
        finally:
            for writer in self.writers:
                writer.stopped = True
            self.tidy()
        if self.verbose:
            for entry in self.ledger.entries:
                print(f"{entry.post.role}: {' '.join(entry.words)[:90]}: {str(entry.result)[:160]}")
        return self.kind, self.tried, self.verdict, time.monotonic() - began, \
            f"{self.kind}:{self.number}" + (f":{self.call}" if self.call else "")

    def tidy(self):
        for post in self.posts:
            for process in list(post.running):
                send(process.pid, signal.SIGCONT)
        for thread in self.threads:
            thread.join(60)
        for proxy in self.proxies:
            proxy.end()
        for server in self.servers:
            server.end()
        for path in self.mounts:
            subprocess.run(["umount", "-l", path], check=False)
        if self.server is self.shared:
            with contextlib.suppress(RuntimeError, subprocess.SubprocessError):
                self.shared.sql(f"DROP DATABASE IF EXISTS {self.database} WITH (FORCE)")
        if not self.verdict.findings:
            shutil.rmtree(self.folder, ignore_errors=True)

    def judge(self, server=None):
        self.join()
        judge(server or self.server, self.database, self.posts, self.ledger, self.verdict, self.fates)

    def sleep(self, least, most):
        time.sleep(self.rng.uniform(least, most))

    # --- The kinds ---

    def server_killed(self):
        self.make_database()
        for post in [self.post(role) for role in ("a", "b")]:
            self.write(post, self.rng.randint(5, 9), writers=self.rng.randint(1, 2), pause=0.03)
        for _ in range(self.rng.randint(1, 2)):
            self.sleep(0.02, 0.5)
            self.server.kill()
            self.sleep(0, 0.3)
            self.server.start()
        self.judge()

    def client_killed(self):
        """Commands of three kinds: a record, a record of several, a sync of what is in the outbox."""
        self.make_database()
        post, proxy = self.line("a")
        self.write(self.post("b"), 4, pause=0.1)
        writer = Writer(post, "wa", self.number, self.ledger)
        for _ in range(3):
            if self.rng.random() < 0.3:
                proxy.shut()
                for _ in range(self.rng.randint(1, 3)):
                    writer.step()
                proxy.heal()
                post.run("sync", kill_after=self.rng.uniform(0.005, 0.12))
                post.killed_sync = True
                continue
            words, keys, must_fail = writer.words(f"wa-{writer.count}")
            writer.count += 1
            killed = writer.file(words, keys, kill_after=self.rng.uniform(0.005, 0.09))
            killed.must_fail = must_fail
            if killed.result.killed and self.rng.random() < 0.5:
                # Whoever sees no answer repeats the command.
                writer.file(words, keys).must_fail = must_fail
        self.judge()

    def client_call(self):
        """A command is killed at one of its system calls: a record, or a sync that files two."""
        if not shutil.which("strace"):
            raise Skipped("strace is not here")
        name, at, work = re.fullmatch(r"([a-z0-9]+)-(\d+)-([a-z]+)", self.call).groups()
        self.make_database()
        post, proxy = self.line("a")
        self.post("b")
        before = ("strace", "-f", "-qq", "-o", f"{self.folder}/calls", "-e", f"trace={name}",
                  "-e", f"inject={name}:signal=KILL:when={at}")
        writer = Writer(post, "wa", self.number, self.ledger, mixed=False)
        other = Writer(self.posts[1], "wb", self.number, self.ledger, mixed=False)
        other.step()
        if work == "sync":
            proxy.shut()
            writer.step()
            writer.step()
            proxy.heal()
            killed = post.run("sync", before=before)
            post.killed_sync = True
        else:
            words, keys, _ = writer.words("wa-killed")
            killed = writer.file(words, keys, before=before).result
            if self.number % 2:
                writer.file(words, keys)
        self.tried = killed.killed
        other.step()
        self.judge()

    def lines(self, kind):
        self.make_database()
        for role in ("a", "b"):
            post, _ = self.line(role, random_plan(f"{self.number}:{role}", kind))
            self.write(post, 4 if kind == "silent" else 8, pause=0.02)
        self.join()
        for post in self.posts:
            if self.rng.random() < 0.5:
                # A sync whose line may fail.
                self.say(f"sync at {post.role}: {sync_once(post, self.fates, self.verdict)}")
        self.say(f"{sum(proxy.faults for proxy in self.proxies)} faults on the lines")
        self.tried = kind == "slow" or any(proxy.faults for proxy in self.proxies)
        for proxy in self.proxies:
            proxy.heal()
        self.judge()

    def line_cut(self):
        self.lines("cut")

    def line_slow(self):
        self.lines("slow")

    def line_silent(self):
        self.lines("silent")

    def fill_up(self, path, leave):
        """Fills a disk up to so many bytes."""
        ballast = f"{path}/ballast"
        free = os.statvfs(path)
        size = max(free.f_bavail * free.f_frsize - leave, 0)
        with open(ballast, "wb") as file, contextlib.suppress(OSError):
            os.posix_fallocate(file.fileno(), 0, size // 4096 * 4096)
        return ballast

    def disk_post(self):
        self.make_database()
        self.mount(f"{self.folder}/a", 4096)
        post = self.post("a", folder=f"{self.folder}/a")
        self.write(self.post("b"), 5, pause=0.05)
        if self.rng.random() < 0.5:
            self.write(post, 6, pause=0.02)
            self.sleep(0.0, 0.3)
            ballast = self.fill_up(post.folder, self.rng.randrange(0, 200_000))
        else:
            ballast = self.fill_up(post.folder, self.rng.randrange(0, 200_000))
            self.write(post, 6, pause=0.02)
        self.join()
        self.tried = any(entry.result.code != 0 and not entry.must_fail for entry in self.ledger.entries)
        os.unlink(ballast)
        self.judge()

    def disk_server(self):
        data = f"{self.folder}/disk"
        self.mount(data, 65536)
        self.server = self.own_server(data=f"{data}/data")
        os.makedirs(f"{data}/data")
        shutil.copytree(f"{os.path.dirname(Server.template)}/template/data", f"{data}/data", dirs_exist_ok=True,
                        symlinks=True)
        subprocess.run(["chown", "-R", "postgres:postgres", data], check=True)
        os.chmod(f"{data}/data", 0o700)
        self.server.start()
        self.make_database()
        posts = [self.post(role) for role in ("a", "b")]
        # With less than a segment left, the next segment of the write-ahead log has no place. The server may stop.
        ballast = self.fill_up(data, self.rng.randrange(0, 1_500_000))
        if self.rng.random() < 0.5:
            # Uses up the segments that are there already.
            with contextlib.suppress(RuntimeError):
                self.server.sql("SELECT pg_switch_wal();" * self.rng.randint(1, 8))
        for post in posts:
            self.write(post, 8, pause=0.02)
        self.join()
        os.unlink(ballast)
        if not self.server.is_running():
            self.say("the server had stopped")
            self.server.start()
        self.wait_ready(self.server)
        self.tried = any(not entry.filed and not entry.must_fail for entry in self.ledger.entries)
        self.judge()

    @staticmethod
    def wait_ready(server):
        for _ in range(200):
            try:
                return server.sql("SELECT 1")
            except RuntimeError:
                time.sleep(0.05)
        raise RuntimeError("the server does not come back")

    def standby(self, is_waited):
        """A server and its standby."""
        self.server = self.own_server("first").fill().start()
        self.make_database()
        second = self.own_server("second")
        self.replication = Proxy(self.server.port)
        self.proxies.append(self.replication)
        made = subprocess.run(
            [f"{Server.bin}/pg_basebackup", "-h", "127.0.0.1", "-p", str(self.replication.port), "-U", "chief",
             "-D", second.data, "-c", "fast", "-R", "-N", "-X", "stream"],
            cwd=second.folder, capture_output=True, text=True, check=False)
        if made.returncode != 0:
            raise RuntimeError(f"pg_basebackup: {made.stderr}")
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", "postgres:postgres", second.data], check=True)
        second.start()
        if is_waited:
            self.server.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
            self.server.sql("SELECT pg_reload_conf()")
        wanted = "sync" if is_waited else "async"
        for _ in range(200):
            state = self.server.sql("SELECT state || ' ' || sync_state FROM pg_stat_replication").strip()
            if state == f"streaming {wanted}":
                break
            time.sleep(0.05)
        else:
            raise RuntimeError(f"the standby does not follow: {state}")
        return second

    def both(self, role, second):
        return f"postgresql://{role}@127.0.0.1:{self.server.port},127.0.0.1:{second.port}/{self.database}"

    def promote(self, second):
        second.sql("SELECT pg_promote()")

    def standby_waited(self):
        second = self.standby(True)
        for post in [self.post(role, self.both(role, second)) for role in ("a", "b")]:
            self.write(post, 7, pause=0.05)
        self.sleep(0.05, 0.6)
        self.server.kill()
        self.sleep(0, 0.3)
        self.promote(second)
        self.judge(second)

    def standby_behind(self):
        """The standby is cut off; what is acknowledged from then on is lost with the server."""
        second = self.standby(False)
        a, b = (self.post(role, self.both(role, second)) for role in ("a", "b"))
        writer = Writer(a, "wa", self.number, self.ledger)
        other = Writer(b, "wb", self.number, self.ledger, mixed=False)
        writer.step()
        other.step()
        time.sleep(0.2)
        self.replication.break_all()
        writer.work(self.rng.randint(1, 4))
        other.work(self.rng.randint(0, 1))
        self.server.kill()
        # The standby takes no writes yet: these are kept.
        for post in (a, b):
            Writer(post, f"w{post.role}-kept", self.number, self.ledger, mixed=False).step()
        boxes = {post: post.run("outbox", "--format", "json").out for post in (a, b)}
        self.promote(second)
        copies = {post: post.export().split("\n")[:-1] for post in (a, b)}
        _, rows = texts(second, self.database)
        behind = [post for post in (a, b) if copies[post] != rows[:len(copies[post])]]
        self.tried = bool(behind)
        self.say(f"{len(behind)} of two copies have read what is gone")
        for post in (a, b):
            if post not in behind:
                # Others go on, and the log grows again.
                Writer(post, f"w{post.role}-next", self.number, self.ledger, mixed=False).work(2)
        for post in behind:
            for words in (["sync"], ["record", "statement", DISPUTE, "--by", "RUS", "--on", "2021-11-12"], ["verify"]):
                done = post.run(*words)
                wanted = (75,) if words[0] != "verify" else (1, 75)
                if done.code not in wanted or words[0] != "verify" and \
                        not re.search("another past|the newest are gone", done.err):
                    self.verdict.wrong(f"{words[0]} at {post.role}, which has read what is gone: {done}")
            if post.export().split("\n")[:-1] != copies[post]:
                self.verdict.wrong(f"{post.role} did not keep what it had")
            if post.run("outbox", "--format", "json").out != boxes[post] or '"outbox"' not in boxes[post]:
                self.verdict.wrong(f"{post.role} did not keep its outbox")
        sound = [post for post in (a, b) if post not in behind]
        for post in sound:
            sync(post, self.fates, self.verdict)
        _, rows = texts(second, self.database)
        if sound:
            judge_copies(sound, rows, self.verdict)
        self.adopt(behind, second)

    def adopt(self, behind, second):
        """Posts that have read what is gone follow the server; what they had filed themselves is filed again."""
        if not behind or "--adopt" not in behind[0].run("sync", "--help").out:
            return
        for post in behind:
            done = post.run("sync", "--adopt", "--yes", "--format", "json")
            self.say(f"sync --adopt at {post.role}: {done}")
            if done.code != 0:
                self.verdict.wrong(f"sync --adopt at {post.role}: {done}")
            # What it says of the outbox counts, too.
            for item in (done.json() or {}).get("outbox", []):
                self.fates.setdefault(item["id"], set()).add(item["state"])
        judge(second, self.database, self.posts, self.ledger, self.verdict, self.fates, is_moved=True)

    def turn_stopped(self):
        """An import asks for a turn at once. Its post is stopped when it has the turn and is about to append."""
        self.make_database()
        a, proxy = self.line("a")
        stopped = threading.Event()
        process = []

        def hold(piece):
            if b"chancery.append" in piece and not stopped.is_set() and process:
                send(process[0].pid, signal.SIGSTOP)
                stopped.set()

        proxy.plan = lambda number: {"hold": self.holding(hold, stopped)}
        posts = [self.post(role) for role in ("b", "c")]
        for post in posts:
            self.write(post, 4, writers=2)
        path = f"{a.folder}/drafts.jsonl"
        keys = [f"wa-{n}" for n in range(3)]
        writer = Writer(a, "wa", self.number, self.ledger)
        with open(path, "w", encoding="utf-8") as file:
            file.write("".join(f"{json.dumps(writer.draft(key))}\n" for key in keys))
        self.sleep(0, 0.2)
        process.append(a.start(["import", path]))
        if not stopped.wait(20):
            self.tried = False
        began = time.monotonic()
        turns = self.server.sql("SELECT count(*) FROM chancery.turn WHERE begun", self.database).strip()
        self.say(f"{turns} turns have begun when the post is stopped")
        if turns == "0":
            self.tried = False
        self.join()
        # The others have all filed by now, although it is still stopped.
        self.say(f"the others went on after {time.monotonic() - began:.1f} s")
        slowest = max(entry.result.seconds for entry in self.ledger.entries)
        if slowest > 6.0:
            self.verdict.wrong(f"the others waited for {slowest:.1f} s")
        self.say(f"the slowest command of the others took {slowest:.1f} s")
        for entry in self.ledger.entries:
            if not entry.must_fail and not entry.filed:
                self.verdict.wrong(f"this was not filed: {' '.join(entry.words)}: {entry.result}")
        send(process[0].pid, signal.SIGCONT)
        self.released.set()
        out, err = process[0].communicate(timeout=60)
        self.say(f"the stopped one: exit {process[0].returncode}: {(out + err).strip()[:200]}")
        _, rows = texts(self.server, self.database)
        there = sum(any(f'"key":"{key}"' in row for row in rows) for key in keys)
        if there not in (0, len(keys)) or (process[0].returncode == 0) != (there == len(keys)):
            self.verdict.wrong(
                f"the import ended with {process[0].returncode}, and {there} of {len(keys)} are there: {err}")
        proxy.heal()
        self.judge()

    def holding(self, hold, stopped):
        self.released = threading.Event()

        def check(piece):
            was = stopped.is_set()
            hold(piece)
            if stopped.is_set() and not was:
                self.released.wait(60)

        return check


def watch_calls(scratch, shared):
    """Which calls a record and a sync of two make: the list of calls at which they can be killed."""
    if not shutil.which("strace"):
        return []
    found = []
    for work in ("record", "sync"):
        trial = Trial(f"{scratch}/watch-{work}", "client-call", 0, "", shared)
        try:
            trial.make_database()
            post, proxy = trial.line("a")
            trial.post("b")
            writer = Writer(post, "wa", 0, trial.ledger, mixed=False)
            Writer(trial.posts[1], "wb", 0, trial.ledger, mixed=False).step()
            if work == "sync":
                proxy.shut()
                writer.step()
                writer.step()
                proxy.heal()
            before = ("strace", "-f", "-qq", "-o", f"{trial.folder}/calls", "-e", "trace=" + ",".join(CALLS))
            if work == "sync":
                done = post.run("sync", before=before)
            else:
                done = writer.step(before=before).result
            if done.code != 0:
                raise SystemExit(f"Scripts/posts: {work} fails under strace: {done}")
            with open(f"{trial.folder}/calls", encoding="utf-8", errors="replace") as file:
                made = [line.split()[1].split("(")[0] for line in file if "(" in line and "resumed" not in line]
            for name in CALLS:
                found += [f"{name}-{n}-{work}" for n in range(1, made.count(name) + 1)]
        finally:
            trial.tidy()
    return found


def make_plan(seed, count, calls, only=None):
    """The trials: kind, number and, for some, the call."""
    rng = random.Random(seed)
    kinds = {kind: share for kind, share in KINDS.items() if only in (None, kind) and (calls or kind != "client-call")}
    if not kinds:
        raise SystemExit(f"Scripts/posts: there is no kind {only}.")
    # Each kind has its share, and at least one trial if there is room.
    total = sum(kinds.values())
    plan = [kind for kind, share in kinds.items() for _ in range(max(1, round(count * share / total)))]
    rng.shuffle(plan)
    while len(plan) > count:
        plan.remove(max(kinds, key=plan.count))
    while len(plan) < count:
        plan.append(rng.choice(list(kinds)))
    order = list(calls)
    rng.shuffle(order)
    at, lines = 0, []
    for kind in plan:
        call = ""
        if kind == "client-call":
            call, at = order[at % len(order)], at + 1
        lines.append((kind, rng.randrange(1_000_000), call))
    return lines
