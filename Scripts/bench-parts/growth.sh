# shellcheck shell=bash
#
# Scripts/bench: the same work on logs of increasing size, each ten times as large as the one before, up to --size.

growth_sizes() {
    local -i events
    for ((events = size < 100000 ? size / 10 : 10000; events <= size; events *= 10)); do echo "$events"; done
}

# Each log is made, measured and deleted.
measure_growth() {
    local events
    for events in $(growth_sizes); do measure_growth_at "$events"; done
}

measure_growth_at() {
    local folder=$work/growth log=$work/growing.db prefix=growth.$1
    mkdir "$folder"
    "$work/workload" "$1" 0 "$seed" "$folder"
    rm "$folder"/*drafts.jsonl "$folder"/*.csv
    local usual longest usual_party longest_party middle
    usual=$(shape usual growth) usual_party=$(shape usual_party growth)
    longest=$(shape longest growth) longest_party=$(shape longest_party growth) middle=$(shape middle growth)
    timed "$prefix.restore" 1 "$chancery" restore "$folder/log.jsonl" --log "$log" --name growing
    rm -rf "$folder"
    timed "$prefix.replay" 1 "$chancery" replay --log "$log"
    timed "$prefix.verify" 1 "$chancery" verify --log "$log"
    timed "$prefix.one" 5 "$chancery" status "$usual" --log "$log"
    timed "$prefix.all" 5 "$chancery" status --log "$log"
    timed "$prefix.due" 5 "$chancery" due --log "$log"
    note "$prefix.due.lines" "$(wc -l <"$work/said")"
    timed "$prefix.longest" 3 "$chancery" timeline "$longest" --log "$log"
    local statement=("$chancery" record statement --log "$log")
    timed "$prefix.record" 5 "${statement[@]}" "$usual" --by "$usual_party" --on "$(date -u +%F)" "$words"
    timed "$prefix.late" 5 "${statement[@]}" "$longest" --by "$longest_party" --on "$middle" "$words"
    rm "$log"*
    # The next log of this name gets a new key.
    rm -f "$XDG_CONFIG_HOME"/chancery/keys/growing*
}
