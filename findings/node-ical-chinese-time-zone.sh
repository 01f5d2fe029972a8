#!/bin/sh
# node-ical 0.26.1 (npm): a time in a zone that the file itself describes, with a Chinese name as office programs in Chinese give it (TZID=中国标准时间, VTIMEZONE with
# +0800), is read in the zone of the machine: nine o'clock of Beijing is nine o'clock of London on a server there. ical.js 2.2.1 takes the zone of the file.
# Guess before the run: 01:00 UTC in both; the name of a zone is any text that a VTIMEZONE of the file defines (RFC 5545, 3.2.19).
# Seen: 09:00 UTC and 01:00 UTC on a machine with TZ=UTC; with the name China Standard Time 01:00 in both.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund node-ical@0.26.1 ical.js@2.2.1 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import ical from "node-ical";
import ICAL from "ical.js";

const file = (name) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:a",
   "BEGIN:VTIMEZONE", `TZID:${name}`, "BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "END:STANDARD", "END:VTIMEZONE",
   "BEGIN:VEVENT", "UID:a", "DTSTAMP:20240501T000000Z", `DTSTART;TZID=${name}:20240501T090000`, "SUMMARY:A", "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");
const both = (name) => {
  const event = new ICAL.Event(new ICAL.Component(ICAL.parse(file(name))).getFirstSubcomponent("vevent"));
  return [ical.sync.parseICS(file(name)).a.start, event.startDate.toJSDate()].map((time) => time.toISOString().slice(11, 16));
};
const seen = ["中国标准时间", "China Standard Time"].map(both);
console.log(seen);
assert.deepEqual(seen, [["09:00", "01:00"], ["01:00", "01:00"]]);
JS
TZ=UTC node see.mjs
