#include "event.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void complain(const char *what, const char *why) {
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

// The place behind a string, of which `at` is the first character behind the quotation mark.
static const char *end_of_string(const char *at, const char *end) {
    while (1) {
        const char *mark = memchr(at, '"', (size_t)(end - at));
        if (mark == NULL) return NULL;
        const char *before = mark;
        while (before > at && before[-1] == '\\') before--;
        if ((mark - before) % 2 == 0) return mark + 1;
        at = mark + 1;
    }
}

// The place behind a value.
static const char *end_of_value(const char *at, const char *end) {
    if (*at == '"') return end_of_string(at + 1, end);
    if (*at != '{' && *at != '[') {
        while (at < end && *at != ',' && *at != '}') at++;
        return at;
    }
    int depth = 0;
    while (at < end) {
        switch (*at) {
        case '"':
            at = end_of_string(at + 1, end);
            if (at == NULL) return NULL;
            continue;
        case '{':
        case '[': depth++; break;
        case '}':
        case ']':
            if (--depth == 0) return at + 1;
        }
        at++;
    }
    return NULL;
}

static struct span *wanted(struct event *event, struct span key) {
#define WANTED(name, place)                                                                                            \
    {                                                                                                                  \
        name, sizeof name - 1, offsetof(struct event, place)                                                           \
    }
    static const struct {
        const char *name;
        size_t length, place;
    } keys[] = {WANTED("dispute", dispute),   WANTED("id", id),
                WANTED("key", key),           WANTED("kind", kind),
                WANTED("occurred", occurred), WANTED("recordedAt", recorded_at)};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (keys[i].length == key.length && memcmp(keys[i].name, key.at, key.length) == 0)
            return (struct span *)((char *)event + keys[i].place);
    return NULL;
}

int read_event(const char *text, size_t length, struct event *event) {
    const char *end = text + length, *at = text + 1;
    *event = (struct event){0};
    if (length < 2 || *text != '{') return 0;
    while (at < end && *at == '"') {
        const char *key = at + 1, *behind = end_of_string(key, end);
        if (behind == NULL || behind >= end || *behind != ':') return 0;
        const char *value = behind + 1;
        at = value < end ? end_of_value(value, end) : NULL;
        if (at == NULL) return 0;
        struct span *place = wanted(event, (struct span){key, (size_t)(behind - 1 - key)});
        if (place != NULL && *value == '"') *place = (struct span){value + 1, (size_t)(at - value - 2)};
        // The keys are sorted, and nothing that is wanted comes after this one.
        if (place == &event->recorded_at) break;
        at++;
    }
    return event->id.at != NULL && event->kind.at != NULL && event->recorded_at.at != NULL;
}

static int digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

int read_id(struct span text, uint8_t id[16]) {
    if (text.length != 36) return 0;
    for (size_t i = 0, from = 0; i < 16; i++, from += 2) {
        if (text.at[from] == '-') from++;
        const int high = digit(text.at[from]), low = digit(text.at[from + 1]);
        if (high < 0 || low < 0) return 0;
        id[i] = (uint8_t)(high << 4 | low);
    }
    return 1;
}

// The number of so many digits, or `otherwise` where the text has ended.
static int64_t number(struct span text, size_t from, size_t digits, int64_t otherwise) {
    if (from + digits > text.length) return otherwise;
    int64_t number = 0;
    for (size_t i = from; i < from + digits; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return otherwise;
        number = number * 10 + (text.at[i] - '0');
    }
    return number;
}

int64_t first_instant(struct span text) {
    const char *second = memchr(text.at, '/', text.length);
    if (second != NULL) text.length = (size_t)(second - text.at);
    int64_t year = number(text, 0, 4, 1970), month = number(text, 5, 2, 1), day = number(text, 8, 2, 1);
    // Days since 1970 in the Gregorian calendar, counted from March.
    year -= month <= 2;
    const int64_t era = year / 400, of_era = year - era * 400;
    const int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int64_t days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
    int64_t time = days * 86400;
    if (text.length > 10 && text.at[10] == 'T')
        time += number(text, 11, 2, 0) * 3600 + number(text, 14, 2, 0) * 60 + number(text, 17, 2, 0);
    return time * 1000 + number(text, 20, 3, 0);
}
