# shellcheck shell=bash
#
# Scripts/bench: the events, and the logs that they are in before anything is measured.

# So many events one by one, in several turns: the disk says how fast that is, whatever the log's size.
turns=4
slice=$((size / 40 < 1000 ? size / 40 : 1000))
# So many for those that take longest; their rate is that of smaller logs, too.
sample=$((size < 100000 ? size : 100000))
tickets=$((size < 20000 ? size : 20000))
# What one asks of a large log is asked of this one, too.
small_size=$((size < 10000 ? size : 10000))
# And some of one with many disputes of five events.
wide_disputes=$((size / 25))
wide_size=$((wide_disputes * 5))
# Each of these is appended by as many writers at once, in as many turns a round.
writers='1 4 16'
latency_slice=$(((appends + rounds * turns - 1) / (rounds * turns)))

# shape NAME [small]: what there is to ask about.
shape() { sed -n "s/^$1=//p" "$work/${2:-}/shape"; }

# What the growing logs and the wide one are is made where they are measured.
prepare() {
    has_logs=''
    local name more=0
    for name in $works; do
        if wants "$name" && [[ " wide growth " != *" $name "* ]]; then has_logs=yes; fi
    done
    [ -n "$has_logs" ] || return 0
    # Not every event is in the table.
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
    # The log that everything is asked of is the first that is restored.
    restore_timed restore "$work/log.jsonl" log
    "$chancery" restore "$work/small/log.jsonl" --log "$work/small.db" --name small >/dev/null
    # It has been searched, so the index of words is in it.
    log_bytes=$(cat "$work"/log.db* | wc -c)
    floor append "$work/floor.db" "$cache" 10000 "$work/log.db" <"$work/log.jsonl"
    # The floor's hashes and ours are the same ones.
    floor scan "$work/log.db" "$cache"
    cp "$work/floor.db" "$work/floor-filed.db"
    # Records go into a copy, so that what is replayed and verified stays as large as it is.
    cp "$work/log.db" "$work/filed.db"
    if wants append || wants latency; then make_pieces; fi
    if has fossil && { wants record || wants replay; }; then make_tickets; fi
}

# What comes after the log's events: in pieces of which each is appended once, in this order, as the floor and as we take
# it. We take rows of a table, in a log where the rows that come can name those that came, by their keys.
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
    # With several writers at once nobody knows who is first: what replies to one of the last thousand is left out, and what
    # replies to one of the other pieces.
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

# Fossil's tickets are drawn from changes to them as our disputes are from events. Each change is a file that it takes in;
# Python writes them. Without Python there is one ticket, to be changed, and nothing worth rebuilding.
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
