# shellcheck shell=bash
#
# Scripts/bench: runs the measured programs, stores the results, and calculates with them.

note() { printf '%s %s\n' "$1" "$2" >>"$work/results"; }

# timed NAME COUNT COMMAND…: runs a command so often, with $input as its input. Notes its seconds, and its peak
# memory in KiB.
input=/dev/null
timed() {
    local name=$1 count=$2 seconds kib
    shift 2
    if ! read -r seconds kib < <("$work/measure" "$count" "$work/said" "$@" <"$input" 2>"$work/complained"); then
        cat "$work/complained" >&2
        complain "$name does not work: $*"
    fi
    note "$name" "$seconds"
    note "$name.kib" "$kib"
}

# timed_floor NAME COMMAND DB ARGUMENTS…: times the floor.
timed_floor() {
    local name=$1 command=$2 db=$3
    shift 3
    timed "$name" 1 "$work/floor" "$command" "$db" "$cache" "$@"
}

# timed_python NAME ARGUMENTS…: notes the seconds that the Python program itself reports for the work alone.
timed_python() {
    [ -n "$python" ] || return 0
    local name=$1
    shift
    note "$name" "$("$python" "$python_part" "$@")"
}

# median NAME: prints the median of the values noted under a name.
median() {
    awk -v name="$1" '$1 == name { print $2 }' "$work/results" | sort -g |
        awk '{ v[NR] = $1 } END { if (NR) print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

# percentile FILE SHARE: prints a percentile (nearest rank) of a file with one number per line.
percentile() {
    [ -s "$1" ] || return 0
    sort -n "$1" | awk -v share="$2" '
        { v[NR] = $1 }
        END {
            at = NR * share
            at = at > int(at) ? int(at) + 1 : int(at)
            print v[at < 1 ? 1 : at]
        }'
}

# last_of NAME: prints the last value noted under a name.
last_of() { awk -v name="$1" '$1 == name { last = $2 } END { print last }' "$work/results"; }

# calculate EXPRESSION: prints the value. Prints nothing if a number was not measured, which leaves a hole in
# the expression.
hole='(^|[(/*+-]) *([-)/*+]|$)'
calculate() {
    if [[ $1 =~ $hole ]]; then return 0; fi
    awk "BEGIN { printf \"%.9g\\n\", $1 }"
}

# pretty NUMBER: prints a number with thousands separators; with one decimal if it is below ten.
pretty() {
    awk -v n="$1" 'BEGIN {
        text = sprintf(n < 10 ? "%.1f" : "%.0f", n)
        while (match(text, /^[0-9]+[0-9][0-9][0-9]($|,)/)) {
            match(text, /^[0-9]+/)
            text = substr(text, 1, RLENGTH - 3) "," substr(text, RLENGTH - 2)
        }
        print text
    }'
}
