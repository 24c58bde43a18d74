// The guides of Sources/chancery/Chancery.docc, as bytes in the program. C embeds a file as it is; Swift would have to compile
// a literal of 200,000 elements.

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
