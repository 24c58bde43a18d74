// The guides of Sources/chancery/Chancery.docc, built into the program: array literals of Swift of that length would cost
// half a minute a build.

#ifndef CGUIDES_H
#define CGUIDES_H

struct guide {
    // As the file is called, in small letters and with hyphens: TwoTimes.md is two-times.
    const char *name;
    // UTF-8; not ended by NUL.
    const unsigned char *text;
    long count;
};

// The guides in the order in which they are listed; NULL after the last.
const struct guide *guide_at(int index);

#endif
