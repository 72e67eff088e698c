"""Reads what the portal offers to other programs with the libraries that others read it with.

Calendars (icalendar), feeds (feedparser), CSV, JSON, the sitemap. Looks at form and at a few promises; the figures are checked by
tests/properties.rs.
"""

import csv
import io
import json
import pathlib
import sys
import xml.etree.ElementTree as etree
from datetime import date, datetime

import feedparser
import icalendar

problems = []
seen = {}


def wrong(path, what):
    problems.append(f"{path}: {what}")


def files(root, suffix):
    found = sorted(root.rglob(f"*{suffix}"))
    seen[suffix] = len(found)
    return found


def calendar(path):
    raw = path.read_bytes()
    if raw.count(b"\n") != raw.count(b"\r\n"):
        wrong(path, "lines do not end in CRLF")
    for number, line in enumerate(raw.split(b"\r\n"), 1):
        if len(line) > 75:
            wrong(path, f"line {number} has {len(line)} bytes, more than the 75 of RFC 5545, 3.1")
        try:
            line.decode()
        except UnicodeDecodeError:
            wrong(path, f"line {number} is cut within a character")
    try:
        cal = icalendar.Calendar.from_ical(raw)
    except ValueError as error:
        return wrong(path, f"not a calendar: {error}")
    for name in ("VERSION", "PRODID"):
        if name not in cal:
            wrong(path, f"no {name}")
    events = cal.walk("VEVENT")
    if not events:
        wrong(path, "no event")
    uids = [str(event.get("UID", "")) for event in events]
    if len(uids) != len(set(uids)) or not all(uids):
        wrong(path, "UIDs are missing or not unique")
    for event in events:
        name = event.get("SUMMARY", "")
        if not name:
            wrong(path, "an event without a name")
        for key in ("DTSTAMP", "DTSTART"):
            if key not in event:
                wrong(path, f"{name}: no {key}")
        for broken in event.errors:
            wrong(path, f"{name}: {broken}")
        start, end = event.get("DTSTART"), event.get("DTEND")
        if start and end:
            if type(start.dt) is not type(end.dt):
                wrong(path, f"{name}: DTSTART and DTEND are of different kinds")
            elif end.dt <= start.dt:
                wrong(path, f"{name}: ends before it starts")
        if start and isinstance(start.dt, datetime) and start.dt.utcoffset() is None and "TZID" not in start.params:
            wrong(path, f"{name}: a time without a zone")
        if start and not isinstance(start.dt, (date, datetime)):
            wrong(path, f"{name}: DTSTART is no date")


def feed(path):
    parsed = feedparser.parse(path.read_bytes())
    if parsed.bozo:
        wrong(path, f"not well-formed: {parsed.bozo_exception}")
    if parsed.get("version") != "atom10":
        wrong(path, f"not Atom: {parsed.get('version')!r}")
    if not parsed.entries:
        wrong(path, "no entry")
    for key in ("title", "id", "updated_parsed"):
        if not parsed.feed.get(key):
            wrong(path, f"no {key}")
    if not parsed.feed.get("author") and not all(entry.get("author") for entry in parsed.entries):
        wrong(path, "neither the feed nor every entry names an author (RFC 4287, 4.1.1)")
    ids = [entry.get("id") for entry in parsed.entries]
    if len(ids) != len(set(ids)):
        wrong(path, "ids are not unique")
    days = [entry.get("updated_parsed") for entry in parsed.entries]
    for entry, day in zip(parsed.entries, days):
        if not entry.get("title") or not entry.get("link") or not day:
            wrong(path, f"entry {entry.get('id')}: title, link or updated is missing")


def table(path):
    raw = path.read_bytes()
    if not raw.startswith(b"\xef\xbb\xbf"):
        wrong(path, "no byte order mark: Excel would take it for CP932")
    text = raw.decode("utf-8-sig")
    if "\r\n" not in text or "\n" in text.replace("\r\n", ""):
        wrong(path, "lines do not end in CRLF")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if len(rows) < 2:
        wrong(path, "no rows")
    if not rows:
        return
    head = rows[0]
    if len(set(head)) != len(head) or not all(head):
        wrong(path, f"column names are missing or not unique: {head}")
    for number, row in enumerate(rows, 1):
        if len(row) != len(head):
            wrong(path, f"row {number} has {len(row)} cells, the head {len(head)}")
        for cell in row:
            if cell[:1] in ("=", "+", "@", "\t") or (cell[:1] == "-" and not cell[1:].replace(".", "", 1).isdigit() and len(cell) > 1):
                wrong(path, f"row {number}: {cell!r} would be a formula in Excel")
            if "\n" in cell or "\r" in cell:
                wrong(path, f"row {number}: a line break within a cell")


def objects(path):
    def once(pairs):
        keys = [key for key, _ in pairs]
        if len(keys) != len(set(keys)):
            wrong(path, f"a key twice in {keys}")
        return dict(pairs)

    def no_constant(name):
        wrong(path, f"{name} is no JSON")

    try:
        value = json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=once, parse_constant=no_constant)
    except ValueError as error:
        return wrong(path, f"not JSON: {error}")
    if not value:
        wrong(path, "empty")


def sitemap(path, root):
    try:
        tree = etree.parse(path).getroot()
    except etree.ParseError as error:
        return wrong(path, f"not well-formed: {error}")
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    if tree.tag != f"{space}urlset":
        wrong(path, f"root is {tree.tag}")
    places = [loc.text or "" for loc in tree.iter(f"{space}loc")]
    # Without a base_url there is no whole address to give; tests/all builds a second portal with one.
    if not places and "--with-addresses" in sys.argv:
        wrong(path, "no address")
    if len(places) != len(set(places)):
        wrong(path, "an address twice")
    for place in places:
        if not place.startswith(("http://", "https://")):
            wrong(path, f"{place!r} is no whole address (sitemaps.org asks for one)")


def main():
    root = pathlib.Path(sys.argv[1])
    for path in files(root, ".ics"):
        calendar(path)
    for path in files(root, "feed.xml"):
        feed(path)
    for path in files(root, ".csv"):
        table(path)
    for path in files(root, ".json"):
        objects(path)
    for path in files(root, "sitemap.xml"):
        sitemap(path, root)
    for suffix in (".ics", "feed.xml", ".csv", ".json"):
        if not seen[suffix]:
            wrong(root, f"no file *{suffix}")
    for problem in problems:
        print(problem)
    print(", ".join(f"{count} × *{suffix}" for suffix, count in seen.items()), f"— {len(problems)} problems")
    return 1 if problems else 0


sys.exit(main())
