# shellcheck shell=bash
#
# Scripts/bench: the latency of one durable append, median and high percentiles, by number of concurrent writers.

# The number of input lines used so far, and the number of lines that each program appends before it is timed
# (the same as in `appends.c`).
latency_taken=0
latency_warming=34

measure_latency() {
    local turn count
    for ((turn = 0; turn < turns; turn++)); do
        for count in $writers; do
            if [ -n "$takes_tables" ]; then
                time_appends ours "$count" "$work/columns" csv "$work/append.db" "$chancery" import - \
                    --mapping "$mapping" --batch 1 --log "$work/append.db"
            fi
            local one=(append "$work/floor-latency.db" "$cache" 1 "$work/log.db")
            # With several writers, the floor takes the lock in the order that SQLite grants it, and looks up
            # the log's end for each append.
            local beside_others=(share "$work/floor-latency.db" "$cache" "$work/log.db")
            if [ "$count" -gt 1 ]; then one=("${beside_others[@]}"); fi
            time_appends floor "$count" /dev/null jsonl "$work/floor-latency.db" "$work/floor" "${one[@]}"
            latency_taken=$((latency_taken + latency_slice + count * latency_warming))
        done
    done
}

# time_appends NAME WRITERS HEADER TYPE DB PROGRAM…: adds the nanoseconds of each append to
# latency-NAME-WRITERS, and notes how many appends per second all writers made together. If the measurement
# fails, only the reason is kept, in latency-NAME-WRITERS.reason.
time_appends() {
    local name=$1 count=$2 header=$3 type=$4 db=$5
    shift 5
    [ ! -e "$work/latency-$name-$count.reason" ] || return 0
    local last=$((latency_taken + latency_slice + count * latency_warming))
    sed -n "$((latency_taken + 1)),${last}p; ${last}q" "$work/latency.$type" >"$work/piece"
    if timeout 600 "$work/appends" "$latency_slice" "$count" "$header" "$work/piece" "$db" \
        "$work/latency-$name-$count" "$@" >"$work/said" 2>"$work/complained"; then
        note "latency.$name-$count" "$(cat "$work/said")"
    else
        cat "$work/complained" >&2
        { tail -n 1 "$work/complained" | grep . || echo "it did not end"; } >"$work/latency-$name-$count.reason"
        rm -f "$work/latency-$name-$count"
    fi
}
