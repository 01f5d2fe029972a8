#!/bin/sh
# ical-generator 10.2.0 (npm): in China an all-day event for new Date(2024, 4, 1) is written as 30 April: the day is taken in UTC (the manual says it of
# times), where it is still the evening before. With timezone "Asia/Shanghai" on the calendar it is 1 May.
# Guess before the run: 1 May, the day of the program's own time zone, since an all-day event (VALUE=DATE) has no zone.
# Seen: 20240430 without a time zone, 20240501 with one.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund ical-generator@10.2.0 >/dev/null
cat > write.mjs <<'JS'
import ical from "ical-generator";
const day = (settings) => {
  const calendar = ical(settings);
  calendar.createEvent({ id: "a", start: new Date(2024, 4, 1), allDay: true, summary: "A" });
  return calendar.toString().match(/DTSTART;VALUE=DATE:(\d+)/)[1];
};
console.log(`plain ${day({})}, zone ${day({ timezone: "Asia/Shanghai" })}`);
JS
seen=$(TZ=Asia/Shanghai node write.mjs)
echo "$seen"
test "$seen" = "plain 20240430, zone 20240501"
