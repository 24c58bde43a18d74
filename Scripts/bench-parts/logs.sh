# shellcheck shell=bash
#
# Scripts/bench: the events, and the logs that are made before anything is measured.

# The number of events that are appended one by one, in several turns. The disk determines this rate, whatever
# the log's size.
turns=4
slice=$((size / 40 < 1000 ? size / 40 : 1000))
# The number of events for the slowest programs. Their rate is that of a smaller log.
sample=$((size < 100000 ? size : 100000))
tickets=$((size < 20000 ? size : 20000))
# The queries on the large log also run on a log of this size.
small_size=$((size < 10000 ? size : 10000))
# Some queries also run on a log with many disputes of five events each.
wide_disputes=$((size / 25))
wide_size=$((wide_disputes * 5))
# The numbers of concurrent writers, and the number of appends in each turn of a round.
writers='1 4 16'
latency_slice=$(((appends + rounds * turns - 1) / (rounds * turns)))

# shape NAME [small]: prints a value that describes the synthetic events, for example the longest dispute.
shape() { sed -n "s/^$1=//p" "$work/${2:-}/shape"; }

# Makes the logs. The logs for growth and the wide log are made where they are measured.
prepare() {
    has_logs=''
    local name more=0
    for name in $works; do
        if wants "$name" && [[ " wide growth " != *" $name "* ]]; then has_logs=yes; fi
    done
    [ -n "$has_logs" ] || return 0
    # More than needed, because the table does not contain every event.
    if wants append; then more=$((slice * turns * rounds * 3 / 2)); fi
    if wants latency; then more=$((more + (latency_slice * 3 + 1000) * turns * rounds * 6 / 5)); fi
    mkdir "$work/small"
    "$work/workload" "$size" "$more" "$seed" "$work"
    "$work/workload" "$small_size" 0 "$seed" "$work/small"
    text_bytes=$(shape text_bytes) disputes=$(shape disputes)
    longest=$(shape longest) longest_events=$(shape longest_events) longest_party=$(shape longest_party)
    middle=$(shape middle) usual=$(shape usual) usual_events=$(shape usual_events) usual_party=$(shape usual_party)
    small_usual=$(shape usual small) small_longest=$(shape longest small) small_party=$(shape longest_party small)
    head -n "$slice" "$work/log.jsonl" >"$work/slice.jsonl"
    head -n "$sample" "$work/log.jsonl" >"$work/sample.jsonl"
    # All queries use the log of the first timed restore.
    restore_timed restore "$work/log.jsonl" log
    "$chancery" restore "$work/small/log.jsonl" --log "$work/small.db" --name small >/dev/null
    # This includes the search index, because the log has been searched.
    log_bytes=$(cat "$work"/log.db* | wc -c)
    floor append "$work/floor.db" "$cache" 10000 "$work/log.db" <"$work/log.jsonl"
    # Checks that the floor computes the same hashes as our log has.
    floor scan "$work/log.db" "$cache"
    cp "$work/floor.db" "$work/floor-filed.db"
    # New records go into copies, so that the logs for replay and verify keep their size.
    cp "$work/log.db" "$work/filed.db"
    if wants append || wants latency; then make_pieces; fi
    if has fossil && { wants record || wants replay; }; then make_tickets; fi
}

# Splits the events after the log's own into pieces. Each piece is appended once, in this order, by the floor
# and by us. We import rows of a table, into a log in which rows can refer to earlier rows by their keys.
make_pieces() {
    local rows=$((slice * turns * rounds))
    if wants append; then
        head -n "$rows" "$work/more.jsonl" |
            split -l "$slice" -d -a 4 --additional-suffix .jsonl - "$work/more-"
    fi
    if wants latency; then
        tail -n +"$((rows + 1))" "$work/more.jsonl" >"$work/latency.jsonl"
        cp "$work/floor.db" "$work/floor-latency.db"
    fi
    [ -n "$takes_tables" ] || return 0
    "$chancery" init --log "$work/append.db" --name append >/dev/null
    "$chancery" import "$work/table.csv" --mapping "$mapping" --log "$work/append.db" >/dev/null
    head -n 1 "$work/more.csv" >"$work/columns"
    if wants append; then
        tail -n +2 "$work/more.csv" | sed -n "1,${rows}p" |
            split -l "$slice" -d -a 4 --additional-suffix .csv - "$work/rows-"
    fi
    # The order of several writers is not known. Therefore rows are left out that reply to one of the last
    # thousand rows or to a row of the other pieces.
    if wants latency; then
        tail -n +"$((rows + 2))" "$work/more.csv" | awk -F, -v size="$size" '
            NR == 1 { first = $1 }
            match($0, /bench:[0-9]+/) {
                to = substr($0, RSTART + 6, RLENGTH - 6)
                if (to > size && to < first || $1 - to < 1000) next
            }
            { print }' >"$work/latency.csv"
    fi
}

# Fossil derives its tickets from change files, as we derive disputes from events. Python writes the change
# files. Without Python there is only one ticket, which can be changed, and nothing that would be worth a
# rebuild.
make_tickets() {
    if has python3; then
        mkdir "$work/tickets"
        head -n "$tickets" "$work/log.jsonl" | python3 Scripts/bench-parts/fossil-tickets.py "$work/tickets"
        fossil reconstruct "$work/tickets.fossil" "$work/tickets"
        rm -rf "$work/tickets"
    else
        fossil init "$work/tickets.fossil"
    fi >/dev/null 2>&1
    fossil ticket add title "$usual" status Open -R "$work/tickets.fossil" >"$work/said"
    ticket=$(awk 'END { print $NF }' "$work/said")
}
