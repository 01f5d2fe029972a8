#!/bin/sh
# node-ical 0.26.1 and ts-ics 2.4.6 (npm): a category whose name has a comma, written CATEGORIES:A,B\,C as RFC 5545 (3.3.11) asks, becomes two, and the backslash stays
# in one of them. Both take the backslash away in SUMMARY, a text of the same type; ical.js 2.2.1 reads A and "B,C".
# Guess before the run: A and "B,C" in all three.
# Seen: A, B\ and C.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund node-ical@0.26.1 ts-ics@2.4.6 ical.js@2.2.1 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import ical from "node-ical";
import ICAL from "ical.js";
import { convertIcsCalendar } from "ts-ics";

const event = ["BEGIN:VEVENT", "UID:a", "DTSTAMP:20240501T000000Z", "DTSTART:20240501T010000Z", "DTEND:20240501T020000Z", "SUMMARY:D\\, E", "CATEGORIES:A,B\\,C", "END:VEVENT"];
const file = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:a", ...event, "END:VCALENDAR", ""].join("\r\n");
const third = new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent("vevent");
const first = ical.sync.parseICS(file).a;
const [second] = convertIcsCalendar(undefined, file).events;
const seen = [first.categories, second.categories, third.getFirstProperty("categories").getValues()];
console.log(JSON.stringify(seen), first.summary, second.summary);
assert.deepEqual(seen, [["A", "B\\", "C"], ["A", "B\\", "C"], ["A", "B,C"]]);
assert.deepEqual([first.summary, second.summary], ["D, E", "D, E"]);
JS
node see.mjs
