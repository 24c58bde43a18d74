"""Texts of events, one a line, as Fossil keeps changes of tickets: a file for each, in the folder that is named.

    fossil-tickets.py FOLDER <TEXTS

`fossil reconstruct` makes a repository of the folder. The form is that of Fossil's "Ticket Changes" (fileformat.wiki).
"""

import hashlib
import json
import sys


def coded(words):
    return words.replace("\\", "\\\\").replace(" ", "\\s").replace("\n", "\\n")


for number, line in enumerate(sys.stdin):
    event = json.loads(line)
    cards = [
        # No two changes are at the same moment, and the time has the form that Fossil wants.
        f"D {event['recordedAt'].rstrip('Z')}",
        f"J icomment {coded(line.rstrip())}",
        f"J status {event['kind']}",
        f"J title {event['dispute']}",
        f"K {hashlib.sha1(event['dispute'].encode()).hexdigest()}",
        "U bench",
    ]
    text = "".join(card + "\n" for card in cards)
    text += f"Z {hashlib.md5(text.encode()).hexdigest()}\n"
    with open(f"{sys.argv[1]}/{number}", "w", encoding="utf-8") as file:
        file.write(text)
