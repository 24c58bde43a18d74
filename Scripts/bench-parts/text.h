// Chance, always the same for the same seed, and what an event's text is put together from.
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { DAY = 86400000 };

void begin_with(uint64_t seed);
uint64_t chance(void);
int64_t below(int64_t limit);
int in_a_thousand(int of);

#define ANY_OF(list) ((list)[below(sizeof(list) / sizeof((list)[0]))])

struct text {
    char bytes[4096];
    size_t length;
};

// An event in its three forms: as a log holds it, as a draft, as a row of a table.
extern struct text filed, draft, cells;

__attribute__((format(printf, 2, 3))) void put(struct text *text, const char *format, ...);

// Into the event as a log holds it and into the draft.
__attribute__((format(printf, 1, 2))) void put_both(const char *format, ...);

// A word, in whatever sense. Chance is asked in the order of calls, so no two in the arguments of one.
const char *word(void);

// So many words.
void put_sentence(struct text *text, int64_t count);

// The day of a time, milliseconds since 1970; of the last few that were asked for.
const char *date(int64_t time);
