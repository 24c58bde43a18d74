# shellcheck shell=bash
#
# Scripts/bench: the goals, next to the measured values. "Before" is what this script measured at commit d87b98e, with
# 1,000,000 events; "must" and "aim" are for the same size.

# goal WORK BEFORE SIGN MUST AIM UNIT VALUE [REASON]: prints a row. REASON says why there is no value or why it
# does not count.
goal() {
    local value='not measured' verdict='' unit=${6:+ $6}
    if [ -n "$7" ]; then
        value="$(awk -v n="$7" 'BEGIN { printf n < 10 ? "%.2f" : "%.0f", n }')$unit"
        if [ -n "${8:-}" ]; then
            verdict=$8
        elif [ -n "$4" ]; then
            verdict=$(if holds "$7" "$3" "$4"; then echo reached; else echo "not reached"; fi)
        fi
        if [ -z "${8:-}" ] && [ -n "$5" ] && holds "$7" "$3" "$5"; then verdict='reached, and the aim'; fi
    elif [ -n "${8:-}" ]; then
        value+=": $8"
    fi
    row "$1" "$2" "${4:+$3 $4$unit}" "$value" "$verdict" "${5:+$3 $5$unit}"
}

# holds VALUE SIGN BOUND: whether the comparison is true.
holds() {
    local sign='<='
    if [ "$2" = ≥ ]; then sign='>='; fi
    awk "BEGIN { exit !($1 $sign $3) }"
}

# rate_of OURS COUNT THEIRS COUNT: prints our rate divided by theirs.
rate_of() { calculate "($2 / $(median "$1")) / ($4 / $(median "$3"))"; }

# time_of OURS THEIRS: prints our time divided by theirs.
time_of() { calculate "$(median "$1") / $(median "$2")"; }

goal_table() {
    local rows what
    rows=$(($(wc -l <"$work/table.csv") - 1))
    row work before must "this run" "" aim
    goal "append, one durable event a transaction: of the floor" 0.26 ≥ 0.9 "" "" \
        "$(rate_of append "$slice" append.floor "$slice")"
    goal "append: of eventsourcing" 0.47 ≥ 1.5 "" "" "$(rate_of append "$slice" append.python "$slice")" \
        "$(without eventsourcing)"
    append_goals
    goal "restore, the index of words drawn: of the floor" 0.21 ≥ 0.8 1.0 "" \
        "$(rate_of restore.words "$size" restore.floor-10000 "$size")"
    goal "import of jsonl: of the floor" 0.06 ≥ 0.5 0.8 "" "$(rate_of import "$size" restore.floor-10000 "$size")"
    goal "import of jsonl: of eventsourcing" 0.33 ≥ 2 "" "" "$(rate_of import "$size" restore.python "$sample")" \
        "$(without eventsourcing)"
    goal "import of a table: of the floor" 0.08 ≥ 0.5 0.8 "" "$(rate_of import.csv "$rows" restore.floor-10000 "$size")"
    goal "import of a table: of eventsourcing" 0.43 ≥ 2 "" "" "$(rate_of import.csv "$rows" restore.python "$sample")" \
        "$(without eventsourcing)"
    goal "replay: of the bare floor" 0.06 ≥ 0.7 1.0 "" "$(rate_of replay "$size" replay.floor "$size")"
    goal "replay: of the floor with a row for each event" 0.25 ≥ 1.5 "" "" \
        "$(rate_of replay "$size" replay.floor-rows "$size")"
    goal "verify, search left out: of the floor" 0.18 ≥ 0.85 1.0 "" "$(rate_of verify "$size" verify.floor "$size")"
    goal "record, one process: of Fossil's time" 1.69 ≤ 1.0 "" "" "$(time_of record record.fossil)" "$(without fossil)"
    goal "record, one process: of the sqlite3 shell's" 3.60 ≤ 1.8 1.3 "" "$(time_of record record.shell)" \
        "$(without sqlite3)"
    goal "starting the program" "4.6 ms" ≤ 2.5 1.5 ms "$(calculate "$(median ask.start) * 1000")"
    goal "status of all $(pretty "$disputes") disputes" "114 ms" ≤ 40 "" ms \
        "$(calculate "$(median ask.status-log) * 1000")"
    goal "status of all: of that with $(pretty "$small_size") events" 2.26 ≤ 1.2 "" "" \
        "$(time_of ask.status-log ask.status-small)"
    goal "due, a line" "65 µs" ≤ 15 "" µs "$(calculate "$(median ask.due-log) * 1000000 / $(median ask.due-log.lines)")"
    longest_goals
    checkpoint_goals
    goal "a late event in the middle of the longest dispute" "14 ms" ≤ 12 "" ms "$(calculate "$(median late) * 1000")"
    memory_goals
    goal "database with the index of words, of its texts" 1.90 ≤ 1.6 1.45 "" \
        "$(calculate "$(median size) / $text_bytes")"
    goal "the static binary, stripped" "72 MB" ≤ 25 20 MB "$(calculate "$(median binary) / 1e6")" \
        "$(is_static || echo "Swift's libraries are not in it")"
    goal "the static binary: of one of argument-parser and swift-crypto alone" "" ≤ "" "" "" \
        "$(time_of binary binary.smallest)" "$(if [ -z "$with_binary" ]; then echo "only with --binary"; fi)"
}

# without NAME: prints that a program is not installed, if it is not.
without() {
    if [ "$1" = eventsourcing ]; then [ -z "$python" ] || return 0; else ! has "$1" || return 0; fi
    echo "$1 is not installed"
}

is_static() { ! ldd "$chancery" | grep -q libswiftCore; }

# Prints the goals for the latency of appends. With fewer than 50,000 appends the 99.9th percentile means
# little.
append_goals() {
    local count ours theirs reason appended
    for count in $writers; do
        ours=$work/latency-ours-$count theirs=$work/latency-floor-$count reason=''
        if [ -s "$ours" ] && [ -s "$theirs" ]; then
            appended=$(cat "$ours" "$theirs" | wc -l)
            if [ "$appended" -lt 100000 ]; then reason="of $(pretty $((appended / 2))) appends only"; fi
        elif [ -e "$ours.reason" ]; then
            reason=$(sed 's/|/ /g' "$ours.reason")
        fi
        # With several writers, the median only shows how many are waiting, and not how fast they are.
        if [ "$count" -eq 1 ]; then append_goal 0.5; fi
        append_goal 0.99
        append_goal 0.999
        if [ "$count" -gt 1 ]; then
            goal "appends of $count writers in a second: of the floor's" "" ≥ "" "" "" \
                "$(calculate "$(median "latency.ours-$count") / $(median "latency.floor-$count")")" "$reason"
        fi
    done
}

# append_goal SHARE: prints the goal for one percentile.
append_goal() {
    local percent aim=''
    percent=$(calculate "$1 * 100")
    if [ "$count $1" = '1 0.99' ]; then aim=1.5; fi
    goal "the append that $percent % do not exceed, $count at once: of the floor's time" "" ≤ "" "$aim" "" \
        "$(calculate "$(percentile "$ours" "$1") / $(percentile "$theirs" "$1")")" "$reason"
}

longest_goals() {
    local largest tenth ten_shown what="timeline of the longest"
    largest=$(growth_sizes | tail -n 1)
    tenth=$((largest / 10))
    goal "$what, $(pretty "$longest_events") events, ten shown" "1,420 ms" ≤ 50 "" ms \
        "$(calculate "$(median ask.longest-log) * 1000")"
    goal "$what: of that with a tenth of the events" 26 ≤ 1.1 "" "" \
        "$(time_of "growth.$largest.longest" "growth.$tenth.longest")"
    ten_shown=$(median ask.page-of-ten)
    goal "$what, as a page of ten" "" ≤ 50 "" ms "$(calculate "$ten_shown * 1000")" \
        "$([ -n "$ten_shown" ] || echo "a page takes no --limit")"
}

# The cost of a later checkpoint must not grow with the log.
checkpoint_goals() {
    goal "the first checkpoint, an event" "38 µs" ≤ 2 "" µs \
        "$(calculate "$(median checkpoint.first-log) * 1000000 / $size")"
    goal "a later one, after 1,000 events: of that with $(pretty "$small_size")" "" ≤ 1.2 "" "" \
        "$(time_of checkpoint.later-log checkpoint.later-small)"
}

memory_goals() {
    local what before
    for what in replay:86 verify:105 restore:100 import:104 import.csv:102; do
        before=${what#*:} what=${what%:*}
        memory_goal "${what/.csv/ of a table}" "$before MiB" "$what"
    done
    for what in status:148 due:156; do
        memory_goal "${what%:*} of $(pretty "$wide_disputes") disputes" "${what#*:} MiB" "wide.${what%:*}"
    done
    # Only for a log ten times as large as the million events of the other goals.
    for what in restore replay verify all due; do
        if [ "$size" -lt 10000000 ]; then break; fi
        goal "peak memory, $what, of that with a tenth of the events" "" ≤ 1.5 "" "" \
            "$(time_of "growth.$size.$what.kib" "growth.$((size / 10)).$what.kib")"
    done
}

# memory_goal WORK BEFORE NAME: prints the goal for the peak memory of a work.
memory_goal() { goal "peak memory, $1" "$2" ≤ 96 64 MiB "$(calculate "$(median "$3.kib") / 1024")"; }

# Prints one sentence for the README about what a user notices.
sentence() {
    local record status restore
    record=$(calculate "$(median record) * 1000") status=$(calculate "$(median ask.status-log) * 1000")
    restore=$(median restore.words)
    if [ -z "$record" ] || [ -z "$status" ] || [ -z "$restore" ]; then return 0; fi
    printf 'With %s events in the log, filing one takes %s ms, the status of all %s disputes %s ms' \
        "$(pretty "$size")" "$(pretty "$record")" "$(pretty "$disputes")" "$(pretty "$status")"
    printf ', and restoring all of it %s s.\n' "$(pretty "$restore")"
}
