"""Looks at files in headless Chromium, which it drives by a pipe: pictures of each, and what is wrong with them.

    python3 browser.py CHROMIUM FOLDER FILE…

Each file is loaded with the network off, at two widths, light and dark, and printed; for the pictures its scripts are off,
too. Ends with 1 if a request was tried, words overlap or leave the picture, a page is wider than a telephone, or a brief
does not print on one sheet.
"""

import base64
import itertools
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

MEASURE = """
(() => {
  const svg = document.querySelector('svg.ct');
  const texts = [...document.querySelectorAll('svg.ct text')].map(t => {
    const b = t.getBBox(), m = svg.getScreenCTM().inverse().multiply(t.getScreenCTM());
    return {words: t.textContent, x: b.x + m.e, y: b.y + m.f, w: b.width, h: b.height};
  });
  const box = svg ? svg.viewBox.baseVal : null;
  const root = document.documentElement;
  return JSON.stringify({texts, box: box && {w: box.width, h: box.height}, title: document.title,
    wide: root.tagName === 'svg' ? 0 : root.scrollWidth - root.clientWidth});
})()
"""


class Browser:
    def __init__(self, program, folder):
        self.numbers, self.events = itertools.count(1), []
        # Chromium reads commands from descriptor 3 and answers on 4.
        command_read, self.out = os.pipe()
        self.inlet, answer_write = os.pipe()
        arguments = [
            program, "--headless", "--remote-debugging-pipe", "--hide-scrollbars", "--disable-gpu",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder}",
        ] + (["--no-sandbox"] if os.geteuid() == 0 else [])

        def connect():
            first, second = os.dup(command_read), os.dup(answer_write)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            arguments, preexec_fn=connect, close_fds=False, stderr=subprocess.DEVNULL)
        os.close(command_read)
        os.close(answer_write)
        self.rest = b""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.ask(f"{domain}.enable")
        self.ask("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0,
                 uploadThroughput=0)

    def read(self):
        while b"\0" not in self.rest:
            data = os.read(self.inlet, 1 << 20)
            if not data:
                sys.exit("browser.py: the browser has gone.")
            self.rest += data
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **parameters):
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        if hasattr(self, "session"):
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == number:
                if "error" in answer:
                    sys.exit(f"browser.py: {method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def load(self, path):
        self.events.clear()
        self.ask("Page.navigate", url=path.resolve().as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.read())

    def requests(self):
        """What was asked for beyond the file itself."""
        urls = [e["params"]["request"]["url"] for e in self.events if e.get("method") == "Network.requestWillBeSent"]
        return [url for url in urls if not url.startswith(("file:", "data:"))]

    def close(self):
        self.process.terminate()
        self.process.wait()


def overlaps(one, other):
    across = min(one["x"] + one["w"], other["x"] + other["w"]) - max(one["x"], other["x"])
    # Boxes are as high as the tallest letters of the font: a little of that may touch.
    down = min(one["y"] + one["h"], other["y"] + other["h"]) - max(one["y"], other["y"])
    return across > 1 and down > 4


def faults(browser, path):
    """What is wrong with the file as it stands in the browser."""
    found = [f"asks for {url}" for url in browser.requests()]
    measured = json.loads(browser.ask("Runtime.evaluate", expression=MEASURE)["result"]["value"])
    texts = [text for text in measured["texts"] if text["w"] > 0]
    for one, other in itertools.combinations(texts, 2):
        if overlaps(one, other):
            found.append(f"\"{one['words'][:40]}\" overlaps \"{other['words'][:40]}\"")
    box = measured["box"]
    for text in texts:
        if text["x"] < 0 or text["y"] < 0 or text["x"] + text["w"] > box["w"] or text["y"] + text["h"] > box["h"]:
            found.append(f"\"{text['words'][:40]}\" leaves the picture")
    if axe := os.environ.get("AXE"):
        browser.ask("Runtime.evaluate", expression=pathlib.Path(axe).read_text(encoding="utf-8"))
        run = "axe.run().then(r => JSON.stringify(r.violations.map(v => [v.impact, v.id, v.nodes.length, v.nodes[0].html])))"
        said = browser.ask("Runtime.evaluate", expression=run, awaitPromise=True)["result"].get("value", "[]")
        found += [f"axe: {impact}: {rule}, {count}: {html[:80]}" for impact, rule, count, html in json.loads(said)]
    if measured["title"] == "owned":
        found.append("runs a script from outside")
    return found, measured["wide"]


def forms(browser, path):
    """The file at two widths, light and dark, each loaded anew; gives the width, the scheme and a way to make it higher."""
    for width, scheme in itertools.product((1280, 390), ("light", "dark")):
        def open_window(height):
            browser.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                        mobile=width < 600 and path.suffix == ".html")

        open_window(900)
        browser.ask("Emulation.setEmulatedMedia", media="screen",
                    features=[{"name": "prefers-color-scheme", "value": scheme}])
        browser.load(path)
        yield width, scheme, open_window


def look(browser, path, folder):
    found = []
    browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    for width, _, _ in forms(browser, path):
        said, wide = faults(browser, path)
        if wide > 0:
            said.append(f"is {wide} points wider than a window of {width}")
        found += [fault for fault in said if fault not in found]
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    for width, scheme, open_window in forms(browser, path):
        found += [f"asks for {url}" for url in browser.requests()]
        # A window as high as the page, but for a page of thousands of events: Chromium can take for ever over a picture of
        # what lies beyond a window.
        size = browser.ask("Page.getLayoutMetrics")["cssContentSize"]
        open_window(min(math.ceil(size["height"]), 5000))
        shot = browser.ask("Page.captureScreenshot")["data"]
        (folder / f"{path.name}.{width}.{scheme}.png").write_bytes(base64.b64decode(shot))
    browser.ask("Emulation.setEmulatedMedia", media="", features=[])
    browser.ask("Emulation.clearDeviceMetricsOverride")
    printed = browser.ask("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"]
    (folder / f"{path.name}.pdf").write_bytes(base64.b64decode(printed))
    subprocess.run(["pdftoppm", "-r", "80", "-l", "2", "-png", folder / f"{path.name}.pdf",
                    folder / f"{path.name}.print"], check=True)
    sheets = re.search(r"Pages:\s+(\d+)", subprocess.run(
        ["pdfinfo", folder / f"{path.name}.pdf"], check=True, capture_output=True, text=True).stdout)[1]
    if path.name.startswith("brief-") and sheets != "1":
        found.append(f"is printed on {sheets} sheets")
    return found


def main():
    program, folder, *files = sys.argv[1:]
    folder = pathlib.Path(folder)
    failed = False
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        for file in map(pathlib.Path, files):
            found = look(browser, file, folder)
            failed = failed or bool(found)
            print(f"{'FAILED ' if found else 'ok     '} {file.name} ({file.stat().st_size:,} bytes)")
            for fault in found[:12]:
                print(f"        {fault}")
            if len(found) > 12:
                print(f"        and {len(found) - 12} more")
        browser.close()
    sys.exit(failed)


main()
