#!/usr/bin/env bash
#
# Made 0.1.0.db and what lies beside it, once, with the program of version 0.1.0, which alone can make them. It is kept
# to show what is in them. What a later version does with such a log is held by Tests/ChanceryTests/FormerLogTests.swift.
#
#     Fixtures/logs/0.1.0.sh PROGRAM FOLDER

set -euo pipefail

program=$(readlink -f "$1")
out=$(readlink -f "$2")
fixtures=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# The signing keys stay in this folder, and go with it.
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state
export CHANCERY_RECORDER=desk CHANCERY_LOG=$work/0.1.0.db
c() { "$program" "$@"; }
[ "$(c --version)" = 0.1.0 ] || { echo "This is not version 0.1.0." >&2; exit 64; }

c restore --name former.chancery.example "$fixtures/seed.jsonl"
c snapshot take
c checkpoint >"$out/0.1.0.checkpoint"
c search donation
c checkpoint --key >"$out/0.1.0.vkeys"

# Every kind of record event, a sub-dispute, an own kind, every marking and standing.
c open fence --title "The fence at the border" --side "Austria=AUT" --side "Slovenia=SVN" --since 2021-02
c open fence/water --parent fence --title "The well behind the fence" --side "Austria=AUT" --side "Slovenia=SVN"
head=$(c log --format json | wc -l)
first=$((head - 1))
c record protest fence --by SVN --to AUT --on 2021-03-01 --summary "Protests against the posts" --key fence:1
c record request-for-explanation fence --by SVN --to AUT --on 2021-03-02 --due 2021-03-20 --summary "Asks who set them" --source "Notebook | https://example.org/1 | 2021-03-02 | reliability=B2 | id=note-1"
c record reply fence --by AUT --on 2021-03-05T14:30+01:00 --reply-to $((first + 3)) --summary "A matter of the province" --marking restricted
c assess reply $((first + 4)) --satisfies partial --reason "Says who, and not why"
c record offer-of-dialogue fence --by AUT --to SVN --on 2021-03-10~ --summary "Offers to meet"
c record acceptance fence --by SVN --on 2021-03-12/2021-03-14 --reply-to $((first + 6)) --condition "If the posts go" --summary "Would come"
c record sanction fence --by SVN --to AUT --on 2021-04-01 --summary "Closes the road" --tag countermeasure --marking confidential
c record commitment fence/water --by AUT --to SVN --on 2021-04-02 --due-about 2021-05-01 --due-note "within a month" --expects-reply --summary "Will leave the well open"
# Known from a third party alone, and nobody says which: by the rules of later versions this never acts.
c record refusal fence --by AUT --on 2021-04-03 --reply-to $((first + 3)) --standing claimed --reported-by "A passer-by" --summary "Is said to have refused"
c record statement fence --by SVN --on 2021-04-04 --standing alleged --summary "A letter that nobody has seen" --marking secret
c correct $((first + 3)) --set occurred=2021-03-03
c record note fence --by AUT --on 2021-04-05 --summary "Filed in error"
c retract $((first + 13)) --reason "Belongs to another file"
c source $((first + 2)) "Archive, box 3"
c mark $((first + 8)) restricted
c assess status fence --phase stalled --reason "Nobody has written since"
c close fence/water --reason settled --effective 2021-06-01
c reopen fence/water --reason "The well is dry"
printf '%s' '{"dispute":"fence","kind":"x-mfa-fence-walk","actors":["AUT"],"occurred":"2021-04-06","summary":"Walks along the fence","details":{"like":"note","metres":12}}' | c record --json -
# A party whose name is not in the normal form NFC, as reference and as registered.
c record statement fence --by "$(printf 'SVN:Office-de-Cafe\xcc\x81')" --on 2021-04-07 --summary "Speaks for the cafes"
c parties add "CAFE" "$(printf 'Union of Cafe\xcc\x81s')"
# Details of record events that later versions refuse.
target=$(c log --format json | sed -n "$((first + 13))p" | grep -o '"id":"[^"]*"' | head -1 | cut -d'"' -f4)
printf '%s' "{\"dispute\":\"fence\",\"kind\":\"retraction\",\"target\":\"$target\",\"details\":{\"reason\":\"Once more\",\"folio\":7,\"seenBy\":[\"desk\"]}}" | c record --json -
printf '%s' '{"dispute":"fence","kind":"status-assessment","details":{"lift":true,"reason":"They wrote","colour":"green"}}' | c record --json -
python3 -c "import json; print(json.dumps(dict(dispute='fence', kind='note', actors=['AUT'], occurred='2021-04-08', summary='The whole treaty. ' + 'Article and paragraph. ' * 4445)))" | c record --json -

# What came in as a table, and from another log.
printf 'day,who,words\n2021-05-03,Austria,Posts on our side\n2021-05-07,Slovenia,Will be taken away\n' >table.csv
cat >mapping.yaml <<'YAML'
dispute: {id: fence, title: The fence at the border, sides: [{name: Austria, members: [AUT]}, {name: Slovenia, members: [SVN]}]}
event: {kind: note, occurred: "{day}", actors: ["{who | party}"], summary: "{words}"}
YAML
c import --mapping mapping.yaml table.csv
c init --log other.db --name other.chancery.example
c open --log other.db bridge --title "The bridge" --side "Austria=AUT" --side "Slovenia=SVN"
c record --log other.db note bridge --by AUT --on 2021-05-08 --summary "From another desk"
c export --log other.db >other.jsonl
c import other.jsonl

# A request by someone unnamed, and a claim without a reporter that answers it: in version 0.1.0 it acted.
c record demand fence --by "?" --to AUT --on 2021-05-10 --expects-reply --summary "An unsigned letter asks for the key" --key fence:unsigned
c record refusal fence --by AUT --on 2021-05-11 --reply-to "$(c log --format json | wc -l)" --standing claimed --summary "Is said to have kept it"

c checkpoint --new-key
c record denial fence --by AUT --on 2021-05-09 --summary "Under the second key"
c checkpoint >"$out/0.1.0.second.checkpoint"
c checkpoint --key >>"$out/0.1.0.vkeys"
c verify
c status --all --format json --as-of 2026-12-01 --today 2026-12-01 >"$out/0.1.0.status.json"
c export >"$out/0.1.0.jsonl"
for file in other.jsonl table.csv mapping.yaml; do cp "$file" "$out/0.1.0.$file"; done
[ ! -s 0.1.0.db-wal ] || { echo "The log is not closed." >&2; exit 70; }
cp 0.1.0.db "$out/0.1.0.db"
