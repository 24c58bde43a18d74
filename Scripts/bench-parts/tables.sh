# shellcheck shell=bash
#
# Scripts/bench: the result tables. Cells are separated by |.

row() {
    local line=$1
    shift
    line+=$(printf '|%s' "$@")
    printf '%s\n' "$line"
}

# Prints why another program has no value.
absent() { if [ -z "$only" ]; then echo 'not installed'; else echo 'not measured'; fi; }

# rates WORK OURS COUNT OTHER THEIRS COUNT: prints a row with both rates per second and our rate divided by
# theirs. A missing value of theirs is marked in the row. So is a missing value of ours if everything is
# measured, because an old version cannot do the work; with --only, there is no row.
rates() {
    local ours theirs
    ours=$(calculate "$3 / $(median "$2")") theirs=$(calculate "$6 / $(median "$5")")
    [ -n "$ours" ] || [ -z "$only" ] || return 0
    row "$1" "$(each_second "$ours" || echo "not measured")" "$4" "$(each_second "$theirs" || absent)" \
        "$(two_digits "$(calculate "$ours / $theirs")")"
}

each_second() { [ -n "$1" ] && echo "$(pretty "$1")/s"; }

# times WORK OURS OTHER THEIRS: prints a row with both times in milliseconds and our time divided by theirs.
times() {
    local ours theirs
    ours=$(calculate "$(median "$2") * 1000") theirs=$(calculate "$(median "$4") * 1000")
    [ -n "$ours" ] || return 0
    row "$1" "$(pretty "$ours") ms" "$3" "$(
        if [ -n "$theirs" ]; then echo "$(pretty "$theirs") ms"; elif [ -n "$3" ]; then absent; fi
    )" "$(two_digits "$(calculate "$ours / $theirs")")"
}

two_digits() { [ -z "$1" ] || printf '%.2f' "$1"; }

# amount WORK NAME DIVISOR UNIT: prints a row with one value of ours.
amount() {
    local ours
    ours=$(calculate "$(median "$2") / $3")
    [ -z "$ours" ] || row "$1" "$(two_digits "$ours") $4" "" "" ""
}

work_table() {
    local rows one="append, one durable event a transaction" what
    rows=$(($(wc -l <"$work/table.csv") - 1))
    row work ours beside theirs ratio
    rates "$one" append "$slice" "the floor" append.floor "$slice"
    rates "" append "$slice" eventsourcing append.python "$slice"
    rates "" append "$slice" "4 KiB written and synced" append.disk "$slice"
    rates "restore, with the index of words" restore.words "$size" \
        "the floor, batches of 1,000" restore.floor-1000 "$size"
    rates "" restore.words "$size" "the floor, batches of 10,000" restore.floor-10000 "$size"
    rates "" restore.words "$size" "eventsourcing, batches of 1,000" restore.python "$sample"
    rates "import, jsonl" import "$size" "the floor, batches of 10,000" restore.floor-10000 "$size"
    rates "" import "$size" "eventsourcing, batches of 1,000" restore.python "$sample"
    rates "import, a table" import.csv "$rows" "the floor, batches of 10,000" restore.floor-10000 "$size"
    rates "" import.csv "$rows" "eventsourcing, batches of 1,000" restore.python "$sample"
    rates "replay" replay "$size" "the floor: a table of disputes" replay.floor "$size"
    rates "" replay "$size" "the floor: with a row for each event" replay.floor-rows "$size"
    rates "" replay "$size" eventsourcing replay.python "$sample"
    rates "" replay "$size" "Fossil's rebuild" replay.fossil "$tickets"
    rates "verify, without --search" verify "$size" "the floor: hashes and integrity_check" verify.floor "$size"
    rates "" verify "$size" "the floor: hashes alone" verify.floor-scan "$size"
    times "record, one process" record "Fossil, a change of a ticket" record.fossil
    times "" record "sqlite3 shell, one INSERT" record.shell
    local other
    other="the same, $(pretty "$small_size") events"
    times "status of all $(pretty "$disputes") disputes" ask.status-log "$other" ask.status-small
    times "status of one" ask.one-log "$other" ask.one-small
    times "timeline of one ($usual_events events, ten shown)" ask.timeline-log "$other" ask.timeline-small
    times "timeline of the longest ($(pretty "$longest_events") events, ten shown)" ask.longest-log \
        "$other" ask.longest-small
    times "the same as a page of all" ask.page "" none
    times "the same as a page of ten" ask.page-of-ten "" none
    times "due ($(median ask.due-log.lines) lines)" ask.due-log "$other ($(median ask.due-small.lines) lines)" \
        ask.due-small
    times "status of $(pretty "$wide_disputes") disputes of five events" wide.status "" none
    times "due of these ($(median wide.due.lines) lines)" wide.due "" none
    times "starting the program" ask.start "" none
    times "a late event in the middle of the longest dispute" late "" none
    times "the first checkpoint of a log" checkpoint.first-log "$other" checkpoint.first-small
    times "a later one, after 1,000 events" checkpoint.later-log "$other" checkpoint.later-small
    for what in append restore import import.csv replay verify export record late; do
        amount "peak memory, ${what/.csv/ of a table}" "$what.kib" 1024 MiB
    done
    for what in status one due longest; do amount "peak memory, $what" "ask.$what-log.kib" 1024 MiB; done
    amount "peak memory, longest as a page of all" ask.page.kib 1024 MiB
    for what in status due; do
        amount "peak memory, $what of $(pretty "$wide_disputes") disputes" "wide.$what.kib" 1024 MiB
    done
    amount "database with the index of words, times the texts" size "$text_bytes" ""
    amount "the program, stripped" binary 1e6 MB
    amount "one of argument-parser and swift-crypto alone" binary.smallest 1e6 MB
}

# micros FILE SHARE: prints a percentile in microseconds.
micros() { calculate "$(percentile "$1" "$2") / 1000"; }

latency_table() {
    local count name line share reason file
    row "writers at once" whose appends "50 % within" "99 % within" "99.9 % within" "all together"
    for count in $writers; do
        for name in ours floor; do
            file=$work/latency-$name-$count
            if [ -e "$file.reason" ]; then
                reason=$(sed 's/|/ /g' "$file.reason")
                row "$count" "$name" "not measured: $reason" "" "" "" ""
            elif [ -s "$file" ]; then
                line=()
                for share in 0.5 0.99 0.999; do line+=("$(pretty "$(micros "$file" "$share")") µs"); done
                row "$count" "$name" "$(pretty "$(wc -l <"$file")")" "${line[@]}" \
                    "$(pretty "$(median "latency.$name-$count")")/s"
            fi
        done
    done
}

# growth_row WORK NAME UNIT EXPRESSION: prints a row with a value for each log size. The expression may use t
# (seconds), n (events) and l (lines).
growth_row() {
    local events value first='' last='' cells=()
    for events in $(growth_sizes); do
        value=$(median "growth.$events.$2")
        value=$(calculate "$(sed "s/t/${value:- }/; s/n/$events/; s/l/$(median "growth.$events.$2.lines")/" <<<"$4")")
        cells+=("$(pretty "$value") $3, $(pretty "$(calculate "$(median "growth.$events.$2.kib") / 1024")") MiB")
        first=${first:-$value} last=$value
    done
    row "$1" "${cells[@]}" "$(two_digits "$(calculate "$last / $first")")"
}

growth_table() {
    local events cells=()
    for events in $(growth_sizes); do cells+=("$(pretty "$events") events"); done
    row work "${cells[@]}" "times the first"
    growth_row "status of one" one ms "t * 1000"
    growth_row "record" record ms "t * 1000"
    growth_row "a late event" late ms "t * 1000"
    growth_row "status of all" all ms "t * 1000"
    growth_row "due, a line" due µs "t * 1000000 / l"
    growth_row "timeline of the longest, ten shown" longest ms "t * 1000"
    growth_row "restore, an event" restore µs "t * 1000000 / n"
    growth_row "replay, an event" replay µs "t * 1000000 / n"
    growth_row "verify, an event" verify µs "t * 1000000 / n"
}

# say_table: prints the rows on standard input as a table. The first row is the header.
say_table() {
    cat >"$work/table"
    if [ -n "$markdown" ]; then
        {
            head -n 1 "$work/table"
            # Text is left-aligned, numbers are right-aligned.
            head -n 1 "$work/table" | awk -F '|' -v OFS='|' '{
                for (i = 1; i <= NF; i++) $i = $i ~ /^(work|beside|whose|)$/ ? "---" : "---:"
                print
            }'
            tail -n +2 "$work/table"
        } | sed 's/|/ | /g; s/^/| /; s/$/ |/'
    else
        column -t -s '|' -o '  ' "$work/table"
    fi
}

heading() {
    if [ -n "$markdown" ]; then printf '\n## %s\n\n%s\n\n' "$1" "$2"; else printf '\n%s\n\n' "$1"; fi
}
