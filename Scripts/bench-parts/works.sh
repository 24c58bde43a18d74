# shellcheck shell=bash
#
# Scripts/bench: one function for each kind of work. Its argument is the number of the round. Programs run in turn.

words="the delegation recalled its position on the water treaty and asked for talks"
insertion="PRAGMA synchronous = FULL;
    INSERT INTO event SELECT position + 1, randomblob(16), stream, recorded_at, NULL, randomblob(32), text
    FROM event ORDER BY position DESC LIMIT 1"

# The speed of a disk changes from second to second. Therefore the programs take turns, with a few events each.
measure_append() {
    local turn piece
    for ((turn = 0; turn < turns; turn++)); do
        piece=$(printf '%04d' $((($1 - 1) * turns + turn)))
        if [ -n "$takes_tables" ]; then
            cat "$work/columns" "$work/rows-$piece.csv" >"$work/rows.csv"
            timed append 1 "$chancery" import "$work/rows.csv" --mapping "$mapping" --batch 1 --log "$work/append.db"
        fi
        input=$work/more-$piece.jsonl timed_floor append.floor append "$work/floor-filed.db" 1 "$work/log.db"
        timed append.disk 1 "$work/floor" fsync "$work/disk" "$slice"
        timed_python append.python append "$work/python-one.db" "$work/slice.jsonl" 1
    done
}

# restore_timed NAME TEXTS LOG: times a restore. NAME.words includes the search index: the first search builds
# what the restore left undone.
restore_timed() {
    local name=$1 log=$work/$3.db
    timed "$name" 1 "$chancery" restore "$2" --log "$log" --name "$3"
    timed "$name.first-search" 1 "$chancery" search unheard-of --log "$log"
    timed "$name.next-search" 1 "$chancery" search unheard-of --log "$log"
    local left
    left=$(calculate "$(last_of "$name.first-search") - $(last_of "$name.next-search")")
    # If nothing was left to build, the first search may even be a little faster than the next one.
    [[ $left != -* ]] || left=0
    note "$name.words" "$(calculate "$(last_of "$name") + $left")"
}

measure_restore() {
    if [ "$1" -gt 1 ]; then
        restore_timed restore "$work/log.jsonl" "restored-$1"
        rm "$work/restored-$1".db*
    fi
    local batch
    for batch in 1000 10000; do
        input=$work/log.jsonl timed_floor "restore.floor-$batch" append "$work/appended.db" "$batch" "$work/log.db"
        rm "$work"/appended.db*
    done
    rm -f "$work"/python.db*
    timed_python restore.python append "$work/python.db" "$work/sample.jsonl" 1000
}

measure_import() {
    "$chancery" init --log "$work/imported.db" --name "imported-$1" >/dev/null
    timed import 1 "$chancery" import "$work/drafts.jsonl" --log "$work/imported.db"
    rm "$work"/imported.db*
    [ -n "$takes_tables" ] || return 0
    "$chancery" init --log "$work/imported.db" --name "imported-csv-$1" >/dev/null
    timed import.csv 1 "$chancery" import "$work/table.csv" --mapping "$mapping" --log "$work/imported.db"
    rm "$work"/imported.db*
}

measure_replay() {
    timed replay 1 "$chancery" replay --log "$work/log.db"
    timed_floor replay.floor rebuild "$work/floor.db"
    timed_floor replay.floor-rows rebuild-rows "$work/floor.db"
    if [ -n "$python" ] && [ ! -e "$work/python.db" ]; then
        "$python" "$python_part" append "$work/python.db" "$work/sample.jsonl" 1000 >/dev/null
    fi
    timed_python replay.python rebuild "$work/python.db"
    if has fossil && has python3; then timed replay.fossil 1 fossil rebuild "$work/tickets.fossil"; fi
}

# The search index is not verified, because the floor has none.
measure_verify() {
    timed verify 1 "$chancery" verify --log "$work/log.db"
    timed_floor verify.floor-scan scan "$work/floor.db"
    timed_floor verify.floor check "$work/floor.db"
}

# Adds events to a dispute of about 150 events, each in a process of its own.
measure_record() {
    local turn
    for ((turn = 0; turn < turns; turn++)); do
        timed record 5 "$chancery" record statement "$usual" --by "$usual_party" --on "$(date -u +%F)" \
            --log "$work/filed.db" "$words"
        if has sqlite3; then timed record.shell 5 sqlite3 "$work/floor-filed.db" "$insertion"; fi
        if has fossil; then
            timed record.fossil 5 fossil ticket change "$ticket" icomment "$words" -R "$work/tickets.fossil"
        fi
    done
}

# The timeline of the longest dispute shows the last ten acts. A page shows all acts, or ten if the program
# accepts --limit.
measure_ask() {
    timed ask.start 10 "$chancery" --version
    local log one long
    for log in log small; do
        one=$usual long=$longest
        [ "$log" = log ] || one=$small_usual long=$small_longest
        timed "ask.status-$log" 10 "$chancery" status --log "$work/$log.db"
        timed "ask.one-$log" 10 "$chancery" status "$one" --log "$work/$log.db"
        timed "ask.timeline-$log" 10 "$chancery" timeline "$one" --log "$work/$log.db"
        timed "ask.due-$log" 10 "$chancery" due --log "$work/$log.db"
        note "ask.due-$log.lines" "$(wc -l <"$work/said")"
        timed "ask.longest-$log" 3 "$chancery" timeline "$long" --log "$work/$log.db"
    done
    local page=(timeline "$longest" --log "$work/log.db" --format html)
    # Only in the first round, because a page of all acts is of no use to readers and takes long.
    if [ "$1" -eq 1 ]; then timed ask.page 1 "$chancery" "${page[@]}"; fi
    if "$chancery" "${page[@]}" --limit 10 >/dev/null 2>&1; then
        timed ask.page-of-ten 3 "$chancery" "${page[@]}" --limit 10
    fi
}

# Lists of many disputes, each of them short.
measure_wide() {
    if [ ! -e "$work/wide.db" ]; then
        mkdir "$work/wide"
        "$work/workload" "$wide_size" 0 "$seed" "$work/wide" "$wide_disputes"
        "$chancery" restore "$work/wide/log.jsonl" --log "$work/wide.db" --name wide >/dev/null
        rm -rf "$work/wide"
    fi
    timed wide.status 1 "$chancery" status --log "$work/wide.db"
    timed wide.due 1 "$chancery" due --log "$work/wide.db"
    note wide.due.lines "$(wc -l <"$work/said")"
}

measure_late() {
    timed late 5 "$chancery" record statement "$longest" --by "$longest_party" --on "$middle" \
        --log "$work/filed.db" "$words"
}

# Times the first checkpoint of a log, and another one after a thousand more events. The state of what a key has
# signed is kept next to the key, and a copy of the log with fewer events is not signed. Therefore each
# measurement begins with the key alone.
measure_checkpoint() {
    local log dispute party keys
    for log in log small; do
        dispute=$longest party=$longest_party
        [ "$log" = log ] || dispute=$small_longest party=$small_party
        cp "$work/$log.db" "$work/signed.db"
        keys=$work/keys-$1-$log
        mkdir -p -m 700 "$keys/chancery/keys"
        cp -p "$XDG_CONFIG_HOME/chancery/keys/$log" "$keys/chancery/keys"
        XDG_CONFIG_HOME=$keys timed "checkpoint.first-$log" 1 "$chancery" checkpoint --log "$work/signed.db"
        awk -v dispute="$dispute" -v party="$party" -v words="$words" 'BEGIN {
            for (i = 0; i < 1000; i++)
                printf "{\"actors\":[\"%s\"],\"dispute\":\"%s\",\"kind\":\"statement\"," \
                    "\"occurred\":\"2021-01-02\",\"summary\":\"%s %d\"}\n", party, dispute, words, i
        }' >"$work/thousand.jsonl"
        "$chancery" record --json "$work/thousand.jsonl" --log "$work/signed.db" >/dev/null
        XDG_CONFIG_HOME=$keys timed "checkpoint.later-$log" 1 "$chancery" checkpoint --log "$work/signed.db"
        rm "$work"/signed.db*
    done
}

measure_export() { timed export 1 "$chancery" export --log "$work/log.db"; }

measure_size() {
    note size "$log_bytes"
    [ "$1" -eq 1 ] || return 0
    cp "$chancery" "$work/stripped"
    strip -s "$work/stripped"
    note binary "$(stat -c %s "$work/stripped")"
    if [ -n "$with_binary" ]; then
        cp "$smallest" "$work/stripped"
        strip -s "$work/stripped"
        note binary.smallest "$(stat -c %s "$work/stripped")"
    fi
}
