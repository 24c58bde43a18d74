"""The same work with the Python library `eventsourcing` on SQLite.

    eventsourcing-on-sqlite.py append DB TEXTS BATCH    saves texts, one a line, so many in a transaction
    eventsourcing-on-sqlite.py rebuild DB               reads all events and draws a table of disputes

One aggregate a dispute, one event a text; the library gives ids, times and versions and writes its own JSON. Aggregates
stay in memory between saves, which is the best that can be done for it. Prints the seconds that it took, without what
Python needs to start.
"""

import json
import os
import sqlite3
import sys
import time

os.environ["PERSISTENCE_MODULE"] = "eventsourcing.sqlite"
os.environ["SQLITE_DBNAME"] = sys.argv[2]

from eventsourcing.application import Application  # noqa: E402
from eventsourcing.domain import Aggregate, event  # noqa: E402


class Dispute(Aggregate):
    @event("Opened")
    def __init__(self, name: str):
        self.name = name
        self.count = 0

    @event("Filed")
    def file(self, text: str):
        self.count += 1


def append(application, texts, batch):
    disputes = {}
    unsaved = {}
    count = 0
    with open(texts, encoding="utf-8") as lines:
        for line in lines:
            name = json.loads(line)["dispute"]
            dispute = disputes.get(name)
            if dispute is None:
                dispute = disputes[name] = Dispute(name)
            dispute.file(line.rstrip("\n"))
            unsaved[name] = dispute
            count += 1
            if count % batch == 0:
                application.save(*unsaved.values())
                unsaved = {}
    application.save(*unsaved.values())


def rebuild(application):
    states = {}
    start = 1
    while True:
        notifications = application.recorder.select_notifications(start, 1000)
        if not notifications:
            break
        for notification in notifications:
            filed = application.mapper.to_domain_event(notification)
            if hasattr(filed, "text"):
                text = json.loads(filed.text)
                states[text["dispute"]] = (filed.originator_version, text["kind"], text.get("occurred"))
        start = notifications[-1].id + 1
    table = sqlite3.connect(sys.argv[2])
    table.execute("DROP TABLE IF EXISTS dispute")
    table.execute("CREATE TABLE dispute (id TEXT PRIMARY KEY, events INTEGER, kind TEXT, occurred TEXT)")
    table.executemany("INSERT INTO dispute VALUES (?, ?, ?, ?)", ((name, *state) for name, state in states.items()))
    table.commit()
    table.close()


if __name__ == "__main__":
    start = time.monotonic()
    if sys.argv[1] == "append":
        append(Application(), sys.argv[3], int(sys.argv[4]))
    else:
        rebuild(Application())
    print(time.monotonic() - start)
