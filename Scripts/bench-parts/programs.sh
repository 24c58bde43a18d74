# shellcheck shell=bash
#
# Scripts/bench: the programs that are measured, and the tools.

python_part=Scripts/bench-parts/eventsourcing-on-sqlite.py
mapping=Scripts/bench-parts/table.yaml

has() { command -v "$1" >/dev/null; }

build() {
    if [ -n "${CHANCERY:-}" ]; then
        chancery=$(readlink -f "$CHANCERY")
        [ -x "$chancery" ] || complain "CHANCERY names no program: $CHANCERY."
    else
        echo "Building chancery for release. The first time takes several minutes." >&2
        chancery=$(release_of . chancery)
    fi
    if [ -n "$with_binary" ]; then
        echo "Building a program of argument-parser and swift-crypto alone, which takes minutes." >&2
        # A copy, so that the build products are below .build.
        cp -R Scripts/bench-parts/smallest-program .build/bench
        smallest=$(release_of .build/bench/smallest-program smallest)
    fi
    local c=(gcc -O2 -march=native -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror) parts=Scripts/bench-parts
    "${c[@]}" "$parts"/{floor,event,sha256}.c -o "$work/floor" -lsqlite3
    "${c[@]}" "$parts"/{workload,acts,text,event}.c -o "$work/workload" -lm
    "${c[@]}" "$parts/measure.c" -o "$work/measure"
    "${c[@]}" -pthread "$parts"/{appends,event}.c -o "$work/appends"
    # Whether the program imports tables; the oldest versions do not.
    takes_tables=$("$chancery" import --help | grep -o -m 1 -e '--mapping' || true)
    find_python
    # The floor gets the largest SQLite cache that our sources set. It takes the page size from our log.
    cache=$(grep -rhoE 'PRAGMA cache_size = -?[0-9]+' Sources | sed 's/.* //' | sort -g | head -n 1)
    [[ $cache =~ ^-[0-9]+$ ]] || complain "Sources no longer say how large SQLite's cache is."
}

# release_of PACKAGE PRODUCT: builds a product with the options of the installed program, but with symbols, for
# profilers. Prints its path.
release_of() {
    local options=("${release[@]}" --package-path "$1" --product "$2")
    if ! swift build "${options[@]}" >"$work/said" 2>&1; then
        cat "$work/said" >&2
        complain "the build of $2 failed; what it said stands above."
    fi
    echo "$(swift build "${options[@]}" --show-bin-path)/$2"
}

# Installs the Python library in its own folder, which is kept. Without it, or without Python, its rows are
# missing.
find_python() {
    local folder=$PWD/.build/bench/python
    python=$folder/bin/python
    if ! "$python" -c 'import eventsourcing' 2>/dev/null; then
        { python3 -m venv "$folder" && "$folder/bin/pip" install --quiet eventsourcing==9.5.6; } \
            >"$work/said" 2>&1 || python=''
    fi
}

floor() { "$work/floor" "$@"; }

# Prints the machine, the versions and the sizes.
say_circumstances() {
    local ours others
    ours="Chancery $(git describe --always --dirty 2>/dev/null || echo "of an unknown version")"
    if [ -n "${CHANCERY:-}" ]; then ours="a Chancery that was built before"; fi
    ours+=", $(swift --version 2>/dev/null | sed -n 's/.*\(Swift\) version \([0-9.]*\).*/\1 \2/p' | head -n 1)"
    others="$(floor versions), gcc $(gcc -dumpfullversion)"
    if [ -n "$python" ]; then
        others+=", $("$python" -V) with eventsourcing "
        others+=$("${python%/*}/pip" show eventsourcing | sed -n 's/^Version: //p')
    fi
    if has fossil; then others+=", Fossil $(fossil version | sed 's/.*version \([0-9.]*\).*/\1/')"; fi
    printf '%s: ' "$(date -u +%F)"
    if [ -n "$has_logs" ]; then
        printf '%s events of %s bytes in %s disputes, the longest of %s; ' "$(pretty "$size")" \
            "$((text_bytes / size))" "$(pretty "$disputes")" "$(pretty "$longest_events")"
    fi
    printf 'seed %s, medians of %s rounds.\n' "$seed" "$rounds"
    printf '%s, %s cores, Linux %s, %s. %s, %s.\n' \
        "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(uname -r)" \
        "$(df --output=fstype "$work" | tail -n 1)" "$ours" "$others"
}
