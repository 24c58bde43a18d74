# shellcheck shell=bash
#
# The traits of the package with which the scripts build it: Posts (logs that are shared through PostgreSQL) where libpq's
# headers are installed. The scripts that build for debugging use the same, because a build with others builds everything
# anew.

traits=()
if pkg-config --exists libpq 2>/dev/null; then traits=(--traits Posts); fi
