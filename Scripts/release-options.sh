# shellcheck shell=bash
#
# The build options of the program that is installed (Scripts/install) and measured (Scripts/bench).
#
# -no-pie: at a fixed address the program needs no relocations when it starts, which saves a millisecond per command.
# Untrusted input is read by Swift code, and by libraries that stay relocatable. --no-export-dynamic: the static runtime
# exports all its symbols, and the linker cannot drop exported code.

release=(-c release --static-swift-stdlib -Xlinker -no-pie -Xlinker --no-export-dynamic)
