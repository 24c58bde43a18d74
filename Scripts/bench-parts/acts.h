// What happens in a dispute, as texts.
#pragma once
#include <stdint.h>

enum { WAITING = 2 };  // requests and offers, at most

// An event that others can name; at position 0 there is none.
struct mention {
    int64_t position, time;
    uint64_t id[2];
    int is_answer;
};

// What waits for an answer.
struct request {
    struct mention of;
    int side, is_offer;  // the side that asked
};

struct dispute {
    int number;
    const char *parties[2];
    int64_t events;
    int sanction_side, is_closed, waiting, remembered;
    struct request requests[WAITING];
    struct mention acts[16];          // the last ones
    struct mention answer, answered;  // an answer that nobody has assessed, and what it answered
    struct mention sanction;          // one that is in force
    int answered_side;
};

// An event that is being made.
struct making {
    int64_t position, time, place;  // `place` is the first instant of its day
    struct dispute *dispute;
    int kind;
    uint64_t id[2];
};

int kind_named(const char *name);

// Each puts an event behind the first brace of `filed` and `draft`, and an act into `cells`, too; what follows from it
// for the dispute is kept there.
void put_opening(const struct making *event);
void put_act(struct making *event);

// False where there is nothing that it could be about.
int put_record(const struct making *event);
