// What the floor reads out of an event's text.
#pragma once
#include <stddef.h>
#include <stdint.h>

// Part of a text; `at` is NULL where there is none.
struct span {
    const char *at;
    size_t length;
};

struct event {
    struct span dispute, id, key, kind, occurred, recorded_at;
};

// Reads the top level of a canonical JSON object, once, and no further than is wanted. False where it is none.
int read_event(const char *text, size_t length, struct event *event);

// 16 bytes of an id's 36 characters.
int read_id(struct span text, uint8_t id[16]);

// Milliseconds since 1970 of the first instant that a date or a time allows: 2021, 2021-11, 2021-11-10,
// 2021-11-10T12:30Z, 2021-11-10T12:30:59.123Z.
int64_t first_instant(struct span text);

_Noreturn void complain(const char *what, const char *why);
