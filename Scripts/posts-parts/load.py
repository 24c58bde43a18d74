"""Many writers at two posts, all at once."""

import threading
import time

from logs import Ledger, Post, Verdict, Writer, judge
from servers import Server


def load(scratch, seed, writers, events):
    """Returns the rows of the table, and the findings."""
    folder = f"{scratch}/load"
    server = Server(folder).fill().start()
    try:
        return run(server, folder, seed, writers, events)
    finally:
        server.end()


def run(server, folder, seed, writers, events):
    began = time.monotonic()
    server.sql("CREATE DATABASE load TEMPLATE template")
    posts = [Post(f"{folder}/{role}", role).clone(server.url(role, "load")) for role in ("a", "b")]
    ledger, verdict = Ledger(), Verdict()
    progress = {post.role: [] for post in posts}
    ends = {}

    def toil(post, number):
        writer = Writer(post, f"w{post.role}{number}", f"{seed}:{post.role}:{number}", ledger)
        for _ in range(events):
            entry = writer.step()
            if entry.filed:
                progress[post.role].append(time.monotonic())

    threads = {post.role: [threading.Thread(target=toil, args=(post, n)) for n in range(writers)] for post in posts}
    start = time.monotonic()
    for n in range(writers):
        for post in posts:
            threads[post.role][n].start()

    def watch(role):
        for thread in threads[role]:
            thread.join()
        ends[role] = time.monotonic()

    watchers = [threading.Thread(target=watch, args=(post.role,)) for post in posts]
    for thread in watchers:
        thread.start()
    for thread in watchers:
        thread.join()
    both = min(ends.values())
    filing = max(ends.values()) - start
    rates = {role: sum(1 for t in times if t <= both) / (both - start) for role, times in progress.items()}
    if min(rates.values()) < max(rates.values()) / 3:
        verdict.wrong(f"one post starves: {rates}")
    for entry in ledger.entries:
        if not entry.must_fail and not entry.filed:
            verdict.wrong(f"this was not filed: {' '.join(entry.words)}: {entry.result}")
    refused = sum(1 for entry in ledger.entries if entry.must_fail and entry.result.code != 0)
    judge(server, "load", posts, ledger, verdict, deep=True)
    with open(f"{server.folder}/server.log", encoding="utf-8", errors="replace") as file:
        errors = sorted({line.split("ERROR:", 1)[1].strip() for line in file if "ERROR:" in line})
    for error in errors:
        verdict.wrong(f"the server reported an error: {error}")
    slowest = max(entry.result.seconds for entry in ledger.entries)
    count = sum(len(entry.filed) for entry in ledger.entries)
    print(f"{writers} writers at each of two posts: {count} events filed and {refused} drafts refused in "
          f"{filing:.1f} s, {count / filing:.1f} a second.")
    print(f"Commands a second while both were busy: a {rates['a']:.1f}, b {rates['b']:.1f}. "
          f"The slowest command took {slowest:.1f} s.")
    return [("load", True, verdict, time.monotonic() - began, None)]
