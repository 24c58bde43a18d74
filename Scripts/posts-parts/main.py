"""Chooses the trials, runs them and prints the table. Scripts/posts starts it."""

import atexit
import hashlib
import os
import queue
import signal
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from load import load
from logs import Post, make_template
from servers import Server
from tamper import tamper
from trials import Trial, make_plan, watch_calls


def end_all():
    """Ends everything that was started and still runs."""
    for post in list(Post.all):
        post.kill()
    for server in list(Server.all):
        try:
            server.end()
        except OSError:
            pass


INTERRUPTIONS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def interrupted(*_):
    # A second signal must not come in between: it would wait for locks that this one holds.
    for number in INTERRUPTIONS:
        signal.signal(number, signal.SIG_IGN)
    end_all()
    os._exit(130)


def show_table(results):
    """Prints a row for each kind of trial."""
    rows = {}
    for kind, tried, verdict, seconds, _ in results:
        row = rows.setdefault(kind, [0, 0, 0, 0, 0, 0.0])
        row[0] += tried
        row[1] += tried and verdict.survived
        row[2] += verdict.lost
        row[3] += verdict.twice
        row[4] += verdict.not_told
        row[5] += seconds
    rows["all"] = [sum(row[n] for row in rows.values()) for n in range(6)]
    print(f"\n{'kind':18}{'tried':>7}{'survived':>10}{'lost':>6}{'twice':>7}{'not told':>10}{'seconds':>9}")
    for kind, row in rows.items():
        print(f"{kind:18}{row[0]:7}{row[1]:10}{row[2]:6}{row[3]:7}{row[4]:10}{row[5]:9.0f}")


def show_failures(results):
    for kind, _, verdict, _, name in results:
        if verdict.findings:
            print(f"\n{kind}:")
            for finding in verdict.findings[:6]:
                print(f"    {finding}")
            if len(verdict.findings) > 6:
                print(f"    … {len(verdict.findings) - 6} more")
            if name:
                print(f"    Scripts/posts --repeat {name}")


def prepare(scratch):
    """The data that all servers begin with: a database with a log, and the roles."""
    Server.prepare(scratch)
    first = Server(f"{scratch}/first", data=f"{scratch}/template/data").start()
    make_template(first, scratch)
    first.process.send_signal(signal.SIGINT)
    first.process.wait()
    first.end()


def sweep(scratch, plan, shared):
    """Runs the plan, with a server for each processor. Returns the results in the plan's order."""
    todo = queue.Queue()
    for item in enumerate(plan):
        todo.put(item)
    results, skipped = {}, {}

    def toil(server):
        while True:
            try:
                n, (kind, number, call) = todo.get_nowait()
            except queue.Empty:
                return
            trial = Trial(f"{scratch}/{n}", kind, number, call, server)
            results[n] = trial.run()
            if getattr(trial, "skipped", None):
                skipped[kind] = trial.skipped
            if not server.is_running():
                server.start()
            if sys.stderr.isatty():
                print(f"\r{len(results)} of {len(plan)} ", end="", file=sys.stderr, flush=True)

    threads = [threading.Thread(target=toil, args=(server,)) for server in shared]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for kind, reason in skipped.items():
        print(f"{kind}: left out, {reason}.")
    return [results[n] for n in sorted(results)]


def repeat(scratch, name, server):
    """Repeats one trial, and shows what happened."""
    kind, number, *call = name.split(":")
    if not number.isdigit() or not hasattr(Trial, kind.replace("-", "_")):
        raise SystemExit(f"Scripts/posts: there is no trial {name}.")
    return [Trial(f"{scratch}/0", kind, int(number), call[0] if call else "", server, verbose=True).run()]


def main(scratch, mode, seed, first, second):
    atexit.register(end_all)
    for number in INTERRUPTIONS:
        signal.signal(number, interrupted)
    began = time.monotonic()
    prepare(scratch)
    results = []
    if mode == "load":
        results += load(scratch, seed, int(first), int(second))
    if mode in ("trials", "quick", "plan", "only", "repeat"):
        shared = [Server(f"{scratch}/shared-{n}").fill().start() for n in range(os.cpu_count() or 1)]
        if mode == "repeat":
            results += repeat(scratch, second, shared[0])
        else:
            plan = make_plan(int(seed), int(first), watch_calls(scratch, shared[0]), second if mode == "only" else None)
            lines = [":".join(str(word) for word in line if word != "") for line in plan]
            digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
            print(f"Seed {seed}, {first} trials: plan {digest}.", flush=True)
            if mode == "plan":
                print("\n".join(lines))
                return 0
            results += sweep(scratch, plan, shared)
    if mode == "quick":
        results += load(scratch, seed, 4, 10)
    if mode == "tamper":
        results += tamper(scratch, seed)
    show_table(results)
    show_failures(results)
    print(f"\nAll took {time.monotonic() - began:.0f} s.")
    return 1 if any(verdict.findings for _, _, verdict, _, _ in results) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:6]))
