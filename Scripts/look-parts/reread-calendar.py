"""Reads calendar files into one calendar, as a person does week by week, with the library icalendar; entries are known by
their sort and UID, and a later one takes the place of an earlier one with a lower or the same SEQUENCE.

    reread-calendar.py FILE…

Says how many entries each brought, and how many are there then. Ends with 1 where a file cannot be read, brings an entry twice, or is not to
change one that it brings again.
"""

import sys

from icalendar import Calendar

calendar = {}
faults = []
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        read = Calendar.from_ical(file.read())
    seen = set()
    for entry in read.walk():
        faults += [f"{name}: {fault}" for fault in entry.errors]
        if entry.name not in ("VEVENT", "VTODO"):
            continue
        key = entry.name, str(entry["UID"])
        if key in seen:
            faults.append(f"{name}: {key} is there twice")
        seen.add(key)
        if key in calendar and calendar[key]["SEQUENCE"] > entry["SEQUENCE"]:
            faults.append(f"{name}: {key} is older than what was read before")
        calendar[key] = entry
    print(f"{name}: {len(seen)} entries, {len(calendar)} in the calendar")
for fault in faults:
    print(fault, file=sys.stderr)
sys.exit(1 if faults else 0)
