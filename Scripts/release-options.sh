# shellcheck shell=bash
#
# How the program is built that is installed (Scripts/install) and measured (Scripts/bench).
#
# -no-pie: at a fixed address nothing has to be relocated when the program starts, which is a millisecond of each command;
# what it reads of strangers is read in Swift, and by libraries that stay relocatable. --no-export-dynamic: the static
# runtime exports everything, and what is exported cannot be left out.

release=(-c release --static-swift-stdlib -Xlinker -no-pie -Xlinker --no-export-dynamic)
