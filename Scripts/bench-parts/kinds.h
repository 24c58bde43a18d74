// The kinds of event that the workload is made of, and what the floor makes of them: a phase and a temperature. That is
// far less than Chancery's rules ask; it is the least that a table of where disputes stand can be drawn with.
#pragma once

// What the workload does with a kind.
enum role {
    SAYS,          // by a side, perhaps to the other
    ASKS,          // opens an obligation
    ASKS_BY_DATE,  // opens one if it has a date
    OFFERS,        // opens one that is accepted or refused
    TOGETHER,      // by both sides
    ANSWERS,       // what was asked
    HOLDS,         // acknowledges what was asked
    TAKES,         // answers an offer
    RECORDS,       // of the record: chosen in its own way
};

enum phase { SAME, RAISED, CONTESTED, PROPOSED, TALKS, STALLED, THIRD_PARTY, MULTILATERAL, SETTLED, CLOSED };

struct kind {
    const char *name;
    enum role role;
    int weight;  // how often, among those of its role; SAYS to TOGETHER are drawn from together
    enum phase phase;
    int heat;  // above 0 the level is at least so high, below 0 it falls by so much
};

static const struct kind kinds[] = {
    {"statement", SAYS, 180, SAME, 0},
    {"criticism", SAYS, 100, RAISED, 1},
    {"accusation", SAYS, 80, RAISED, 1},
    {"protest", SAYS, 50, RAISED, 2},
    {"summons", SAYS, 10, RAISED, 3},
    {"declared-position", SAYS, 12, SAME, 0},
    {"stated-intent", SAYS, 20, SAME, 0},
    {"impression", SAYS, 6, SAME, 0},
    {"confidential-contact", SAYS, 10, SAME, 0},
    {"question", SAYS, 20, SAME, 0},
    {"meeting", SAYS, 60, SAME, 0},
    {"suspension-of-talks", SAYS, 8, STALLED, 1},
    {"threat", SAYS, 12, RAISED, 5},
    {"recall-of-envoy", SAYS, 3, RAISED, 4},
    {"expulsion", SAYS, 5, RAISED, 4},
    {"sanction", SAYS, 12, RAISED, 6},
    {"sanction-relief", SAYS, 6, SAME, -2},
    {"incident", SAYS, 30, RAISED, 7},
    {"referral", SAYS, 4, MULTILATERAL, 0},
    {"mediation-begun", SAYS, 3, THIRD_PARTY, 0},
    {"mediation-ended", SAYS, 3, TALKS, 0},
    {"procedural-step", SAYS, 10, SAME, 0},
    {"commitment", SAYS, 20, SAME, 0},
    {"request-for-explanation", ASKS, 12, RAISED, 2},
    {"request-for-information", ASKS, 12, SAME, 0},
    {"demarche", ASKS_BY_DATE, 40, RAISED, 2},
    {"demand", ASKS_BY_DATE, 40, RAISED, 1},
    {"note", ASKS_BY_DATE, 30, SAME, 0},
    {"offer-of-dialogue", OFFERS, 8, PROPOSED, 0},
    {"invitation", OFFERS, 6, PROPOSED, 0},
    {"settlement-proposal", OFFERS, 2, SAME, 0},
    {"consultation", TOGETHER, 60, TALKS, -1},
    {"negotiation", TOGETHER, 35, TALKS, -1},
    {"agreement", TOGETHER, 2, TALKS, -3},
    {"reply", ANSWERS, 50, SAME, 0},
    {"denial", ANSWERS, 20, CONTESTED, 1},
    {"refusal", ANSWERS, 15, CONTESTED, 1},
    {"concession", ANSWERS, 5, SAME, -2},
    {"interim-reply", HOLDS, 10, SAME, 0},
    {"acceptance", TAKES, 60, TALKS, -1},
    {"refusal-of-dialogue", TAKES, 40, STALLED, 1},
    {"dispute-opened", RECORDS, 0, SAME, 0},
    {"dispute-closed", RECORDS, 1, CLOSED, 0},
    {"dispute-reopened", RECORDS, 0, RAISED, 0},
    {"correction", RECORDS, 30, SAME, 0},
    {"retraction", RECORDS, 13, SAME, 0},
    {"reply-assessment", RECORDS, 0, SAME, 0},
    {"status-assessment", RECORDS, 7, SAME, 0},
    {"source-added", RECORDS, 12, SAME, 0},
    {"marking-changed", RECORDS, 8, SAME, 0},
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };
