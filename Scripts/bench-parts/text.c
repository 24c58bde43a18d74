#include "text.h"

#include <stdarg.h>
#include <stdio.h>

#include "event.h"

static uint64_t state;

void begin_with(uint64_t seed) { state = seed; }

// SplitMix64.
uint64_t chance(void) {
    uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

int64_t below(int64_t limit) { return (int64_t)(chance() % (uint64_t)limit); }

int in_a_thousand(int of) { return below(1000) < of; }

struct text filed, draft, cells;

static void put_list(struct text *text, const char *format, va_list arguments) {
    const int added = vsnprintf(text->bytes + text->length, sizeof text->bytes - text->length, format, arguments);
    text->length += (size_t)added;
    if (text->length >= sizeof text->bytes) complain("workload", "an event is too long");
}

void put(struct text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    put_list(text, format, arguments);
    va_end(arguments);
}

void put_both(const char *format, ...) {
    const size_t start = filed.length;
    va_list arguments;
    va_start(arguments, format);
    put_list(&filed, format, arguments);
    va_end(arguments);
    put(&draft, "%s", filed.bytes + start);
}

const char *date(int64_t time) {
    static char days[4][32];
    static int turn;
    char *text = days[turn++ & 3];
    // Days since 1970 to a date in the Gregorian calendar, counted from March.
    const int64_t z = time / DAY + 719468, era = z / 146097, of_era = z % 146097;
    const int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int64_t of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
    snprintf(text, 32, "%04d-%02d-%02d", (int)(year + era * 400 + (month >= 10)),
             (int)(month < 10 ? month + 3 : month - 9), (int)(of_year - (153 * month + 2) / 5 + 1));
    return text;
}

static const char *const words[] = {
    "talks",    "border",     "treaty",       "embassy",    "water",    "gas",       "fishing",   "rights",
    "the",      "of",         "and",          "on",         "with",     "over",      "minister",  "statement",
    "démarche", "communiqué", "measures",     "delegation", "customs",  "airspace",  "prisoners", "journalists",
    "election", "observers",  "sanctions",    "tariffs",    "steel",    "grain",     "transit",   "pipeline",
    "islands",  "maritime",   "survey",       "vessel",     "crew",     "consulate", "visa",      "extradition",
    "court",    "award",      "compensation", "archives",   "language", "minority",  "schools",   "quota",
    "dam",      "river"};

const char *word(void) { return ANY_OF(words); }

void put_sentence(struct text *text, int64_t count) {
    for (int64_t i = 0; i < count; i++) put(text, i == 0 ? "%s" : " %s", word());
}
