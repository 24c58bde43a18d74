"""Makes up disputes to look at, always the same ones: a hundred acts, five thousand, and one whose every word is hostile.

    python3 made-up.py FOLLOWS > FILE    canonical events, recorded after the last one of the log FOLLOWS
"""

import datetime
import json
import random
import sys

KINDS = (
    "statement criticism accusation denial declared-position demarche note protest summons demand "
    "request-for-information reply interim-reply refusal offer-of-dialogue meeting consultation "
    "offer-of-good-offices mediation-begun referral sanction threat incident sanction-relief concession"
).split()
HOSTILE = (
    "</title></text></style><script>document.title='owned'</script><img src=http://example.invalid/x onerror=alert(1)>"
    "\" ' &amp; &#x3C; ]]> \u202eturned\u202c \u0007\u001b[31m \u2028 שלום العربية 中華民國 👩‍👩‍👧‍👦 url(http://example.invalid/y) "
)


class Log:
    def __init__(self, start):
        self.now = start
        self.count = 0
        self.dice = random.Random(5)

    def add(self, dispute, kind, **fields):
        self.count += 1
        self.now += datetime.timedelta(seconds=1)
        time = f"{int(self.now.timestamp() * 1000):012x}"
        event = {
            "id": f"{time[:8]}-{time[8:]}-7000-8000-{self.count:012x}",
            "recordedAt": self.now.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "recordedBy": "made up",
            "dispute": dispute,
            "kind": kind,
            **fields,
        }
        print(json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
        return event["id"]

    def open(self, dispute, title, since, sides):
        details = {"title": title, "since": since}
        details["sides"] = [{"name": name, "members": members} for name, members in sides]
        self.add(dispute, "dispute-opened", details=details)

    def dispute(self, name, title, days, asked_in, since):
        """Acts on the days given, of which every tenth or so has a date that is not sure."""
        sides = [["ARG", "ARG:Foreign Ministry"], ["CHL", "CHL:Foreign Ministry"]]
        self.open(name, title, since, [("Argentina", ["ARG"]), ("Chile", ["CHL"])])
        asked = []
        for day in days:
            kind = self.dice.choice(KINDS)
            one = self.dice.randrange(2)
            fields = {"occurred": self.sureness(day)}
            fields["actors"] = [self.dice.choice(sides[one])]
            fields["addressees"] = [self.dice.choice(sides[1 - one])]
            if kind in ("meeting", "consultation"):
                fields["actors"], fields["addressees"] = [sides[0][0], sides[1][0]], ["UN"]
            elif kind in ("offer-of-good-offices", "mediation-begun") or self.dice.random() < 0.08:
                fields["actors"] = [self.dice.choice(["VAT", "UN:SG", "?:a diplomat"])]
            fields["summary"] = f"Made up: {kind} of {day}, of which nobody outside this picture has heard."
            fields["standing"] = self.dice.choices(
                ["asserted", "claimed", "alleged", "hedged"], [88, 5, 4, 3])[0]
            if kind in ("reply", "interim-reply", "refusal", "denial") and asked:
                question, number = asked.pop(self.dice.randrange(len(asked)))
                fields["inResponseTo"] = [question]
                fields["actors"] = [sides[number][0]]
            if kind in ("demand", "request-for-information", "note") and self.dice.random() < asked_in:
                fields["expectsReply"] = True
                if self.dice.random() < 0.5:
                    fields["due"] = {"on": str(day + datetime.timedelta(days=30))}
                fields["standing"] = "asserted"
                asked.append((self.add(name, kind, **fields), 1 - one))
            else:
                event = self.add(name, kind, **fields)
                if self.dice.random() < 0.04:
                    self.add(name, "correction", target=event, details={"fields": {"summary": "Corrected."}})
                elif self.dice.random() < 0.02:
                    self.add(name, "retraction", target=event, details={"reason": "Made up twice."})

    def sureness(self, day):
        roll = self.dice.random()
        if roll < 0.86:
            return str(day)
        if roll < 0.90:
            return f"{day:%Y-%m}"
        if roll < 0.93:
            return f"../{day}"
        if roll < 0.96:
            return f"{day}/{day + datetime.timedelta(days=12)}"
        return f"{day}~"

    def hostile(self):
        name = "hostile"
        long = (HOSTILE * 1000)[:100_000]
        self.open(name, long, "2021-11-01", [(HOSTILE, ["EGY"]), (long, ["ETH"])])
        note = self.add(
            name, "note", occurred="2021-11-02", occurredNote=HOSTILE, actors=["EGY:<b>&\"' url(x)"],
            addressees=["ETH"], speaker={"name": HOSTILE, "role": long}, summary=long, form=HOSTILE,
            quote={"text": long, "language": "en"}, expectsReply=True, due={"about": "2021-11-05", "note": HOSTILE},
            condition=HOSTILE, scope=HOSTILE, mode=HOSTILE, channel=HOSTILE, tags=[HOSTILE], marking="secret",
            sources=[{"id": HOSTILE, "citation": long, "url": "javascript:alert(1)"}], details={"x": HOSTILE})
        for kind in ("criticism", "threat"):
            self.add(
                name, kind, occurred="2021-11-08", actors=["ETH:وزارة الخارجية"], addressees=["EGY"], summary=HOSTILE,
                reportedBy={"name": HOSTILE, "party": "?:" + "w" * 90}, standing="alleged")
        self.add(
            name, "x-" + "evil-" * 40 + "kind", occurred="2021-11-09", actors=["EGY"], summary="<!-- -->",
            details={"like": "protest"})
        self.add(
            name, "correction", target=note,
            details={"fields": {"summary": HOSTILE, "quote": {"text": long, "language": "en"}}, "reason": HOSTILE})


def main():
    with open(sys.argv[1], encoding="utf-8") as follows:
        last = json.loads(follows.readlines()[-1])["recordedAt"]
    log = Log(datetime.datetime.strptime(last, "%Y-%m-%dT%H:%M:%S.%f%z").replace(microsecond=0))
    day, dice = datetime.date, random.Random(7)
    busy = [day(2021, 3, 1), day(2021, 3, 20), day(2021, 9, 28), day(2021, 10, 30)]
    hundred = sorted(dice.choice(busy) + datetime.timedelta(days=dice.randrange(20)) for _ in range(100))
    log.dispute("hundred", "A hundred acts in two busy seasons", hundred, 0.9, "2021-03-01")
    first = day(1991, 1, 1)
    many = sorted(first + datetime.timedelta(days=int(11_200 * dice.random() ** 0.6)) for _ in range(5000))
    log.dispute("five-thousand", "Five thousand acts of thirty years", many, 0.3, "1991")
    log.hostile()


main()
