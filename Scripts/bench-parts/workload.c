// Makes the events that everybody in Scripts/bench is given: always the same ones for the same seed.
//
//     workload COUNT MORE SEED FOLDER
//
// COUNT events, and MORE that come after them. In FOLDER: log.jsonl and more.jsonl, canonical texts as a log holds them;
// drafts.jsonl and more-drafts.jsonl, the same for `chancery import`, without ids and times but with keys, which name each
// other by position; table.csv and more.csv, the acts among them as a table; and `shape`, what there is to ask about.
//
// Some are recorded late, a few are corrected, retracted, assessed, hedged or only claimed. How often each dispute comes
// falls like a power of its rank. Each has at most two requests and offers that wait for an answer, and one
// answer that waits to be judged, so what a whole desk has to do does not grow with the log.

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "event.h"
#include "kinds.h"

enum { DISPUTES = 2000, WAITING = 2, DAY = 86400000 };
static const double exponent = 0.8;
static const int64_t first_day = 14610, last_day = 18628;  // 1 January of 2010 and of 2021, since 1970

// MARK: chance

static uint64_t state;

// SplitMix64.
static uint64_t chance(void) {
    uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

static int64_t below(int64_t limit) { return (int64_t)(chance() % (uint64_t)limit); }
static int in_a_thousand(int of) { return below(1000) < of; }

#define ANY_OF(list) ((list)[below(sizeof(list) / sizeof((list)[0]))])

// MARK: texts

struct text {
    char bytes[4096];
    size_t length;
};

static struct text filed, draft, cells;  // an event in its three forms

static void put_list(struct text *text, const char *format, va_list arguments) {
    const int added = vsnprintf(text->bytes + text->length, sizeof text->bytes - text->length, format, arguments);
    text->length += (size_t)added;
    if (text->length >= sizeof text->bytes) complain("workload", "an event is too long");
}

__attribute__((format(printf, 2, 3))) static void put(struct text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    put_list(text, format, arguments);
    va_end(arguments);
}

// The same into the event as a log holds it and into the draft.
__attribute__((format(printf, 1, 2))) static void put_both(const char *format, ...) {
    const size_t start = filed.length;
    va_list arguments;
    va_start(arguments, format);
    put_list(&filed, format, arguments);
    va_end(arguments);
    put(&draft, "%s", filed.bytes + start);
}

static const char *date(int64_t time) {
    static char days[4][32];
    static int turn;
    char *text = days[turn++ & 3];
    // Days since 1970 to a date in the Gregorian calendar, counted from March.
    const int64_t z = time / DAY + 719468, era = z / 146097, of_era = z % 146097;
    const int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int64_t of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
    snprintf(text, 32, "%04d-%02d-%02d", (int)(year + era * 400 + (month >= 10)), (int)(month < 10 ? month + 3 : month - 9),
             (int)(of_year - (153 * month + 2) / 5 + 1));
    return text;
}

static const char *const words[] = {
    "talks",   "border",  "treaty",    "embassy",   "water",     "gas",        "fishing",   "rights",    "the",      "of",
    "and",     "on",      "with",      "over",      "minister",  "statement",  "démarche",  "communiqué", "measures", "delegation",
    "customs", "airspace", "prisoners", "journalists", "election", "observers", "sanctions", "tariffs",  "steel",    "grain",
    "transit", "pipeline", "islands",  "maritime",  "survey",    "vessel",     "crew",      "consulate", "visa",     "extradition",
    "court",   "award",   "compensation", "archives", "language", "minority", "schools",    "quota",     "dam",      "river"};

static void sentence(struct text *text, int64_t count) {
    for (int64_t i = 0; i < count; i++) put(text, i == 0 ? "%s" : " %s", ANY_OF(words));
}

// MARK: disputes

struct mention {
    int64_t position;
    uint64_t id[2];
    int kind, is_answer;
};

// What waits for an answer.
struct request {
    struct mention of;
    int side, is_offer;  // the side that asked
};

struct dispute {
    const char *parties[2];
    int64_t events, sanction;  // the position of a sanction that is in force, or 0
    uint64_t sanction_id[2];
    int sanction_side, is_closed, waiting, remembered;
    struct request requests[WAITING];
    struct mention acts[16];  // the last ones
    struct mention answer, answered;  // an answer that nobody has assessed, and what it answered
    int answered_side;
};

static struct dispute disputes[DISPUTES];
static double shares[DISPUTES];  // up to and with each
static int order[DISPUTES];      // in which they are opened
static int count_of_disputes;
static int opened_count;

static const char *const countries[] = {"RUS", "USA", "UKR", "DEU", "FRA", "CHN", "IND", "GBR", "TUR", "IRN", "ISR", "EGY", "JPN",
                                        "KOR", "PRK", "PAK", "BRA", "ARG", "CHL", "PER", "BOL", "MEX", "CAN", "ESP", "MAR", "DZA",
                                        "GRC", "CYP", "SRB", "HUN", "POL", "BLR", "GEO", "ARM", "AZE", "KAZ", "SAU", "QAT", "YEM",
                                        "ETH", "SDN", "KEN", "SOM", "NGA", "ZAF", "AUS", "IDN", "VNM", "PHL", "THA"};
static const char *const offices[] = {"MFA", "MFA", "MOD", "Embassy", "Spokesperson", "President"};

static void lay_out(int64_t count) {
    count_of_disputes = count / 5 < DISPUTES ? (int)(count / 5) : DISPUTES;
    if (count_of_disputes < 1) complain("workload", "five events are the fewest");
    double sum = 0;
    for (int i = 0; i < count_of_disputes; i++) {
        sum += pow(i + 1, -exponent);
        shares[i] = sum;
        order[i] = i;
        disputes[i].parties[0] = ANY_OF(countries);
        do disputes[i].parties[1] = ANY_OF(countries);
        while (disputes[i].parties[1] == disputes[i].parties[0]);
    }
    for (int i = count_of_disputes - 1; i > 0; i--) {
        // The most frequent one is the first.
        const int j = i == 1 ? 1 : 1 + (int)below(i);
        const int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}

// One that is open, as often as its share says.
static int choose_dispute(void) {
    while (1) {
        const double at = (double)(chance() >> 11) / 9007199254740992.0 * shares[count_of_disputes - 1];
        int low = 0, high = count_of_disputes - 1;
        while (low < high) {
            const int middle = (low + high) / 2;
            if (shares[middle] > at) high = middle;
            else low = middle + 1;
        }
        if (disputes[low].events > 0) return low;
    }
}

// MARK: events

struct making {
    int64_t position, time, place;  // `place` is the first instant of its day
    int dispute, kind;
    uint64_t id[2];
};

static void put_id(struct text *text, const uint64_t id[2]) {
    put(text, "%08x-%04x-%04x-%04x-%012llx", (unsigned)(id[0] >> 32), (unsigned)(id[0] >> 16 & 0xffff), (unsigned)(id[0] & 0xffff),
        (unsigned)(id[1] >> 48), (unsigned long long)(id[1] & 0xffffffffffff));
}

static void put_mention(const char *key, const struct mention *of, int is_list) {
    put_both("\"%s\":%s\"", key, is_list ? "[" : "");
    put_id(&filed, of->id);
    put(&draft, "#%lld", (long long)of->position);
    put_both("\"%s,", is_list ? "]" : "");
}

static int kind_named(const char *name) {
    for (int i = 0; i < KINDS; i++)
        if (strcmp(kinds[i].name, name) == 0) return i;
    complain("workload", name);
}

static int is_kind(const struct making *event, const char *name) { return strcmp(kinds[event->kind].name, name) == 0; }

static int draw_kind(enum role from, enum role to) {
    static int sums[RECORDS + 1][RECORDS + 1];
    int *sum = &sums[from][to];
    if (*sum == 0)
        for (int i = 0; i < KINDS; i++)
            if (kinds[i].role >= from && kinds[i].role <= to) *sum += kinds[i].weight;
    int64_t at = below(*sum);
    for (int i = 0; i < KINDS; i++)
        if (kinds[i].role >= from && kinds[i].role <= to && (at -= kinds[i].weight) < 0) return i;
    return 0;
}

static void remember(struct dispute *dispute, const struct making *event, int is_answer) {
    dispute->acts[dispute->remembered++ % 16] = (struct mention){event->position, {event->id[0], event->id[1]}, event->kind, is_answer};
}

static const struct mention *some_act(const struct dispute *dispute) {
    return &dispute->acts[below(dispute->remembered < 16 ? dispute->remembered : 16)];
}

// From `id` to `occurred`.
static void put_middle(const struct making *event, const struct mention *reply_to, const char *marking, const char *occurred) {
    put(&filed, "\"id\":\"");
    put_id(&filed, event->id);
    put(&filed, "\",");
    if (reply_to != NULL) put_mention("inResponseTo", reply_to, 1);
    // Two that say the same are two events all the same.
    put(&draft, "\"key\":\"bench:%lld\",", (long long)event->position);
    put_both("\"kind\":\"%s\",", kinds[event->kind].name);
    if (marking != NULL) put_both("\"marking\":\"%s\",", marking);
    if (occurred != NULL) put_both("\"occurred\":\"%s\",", occurred);
}

// What recording adds, and a draft does not have.
static void put_recording(const struct making *event) {
    static const char *const recorders[] = {"Vienna desk", "Geneva desk", "duty officer", "A. Weber", "M. Okafor"};
    const int64_t of_day = event->time % DAY;
    put(&filed, "\"recordedAt\":\"%sT%02d:%02d:%02d.%03dZ\",\"recordedBy\":\"%s\",", date(event->time), (int)(of_day / 3600000),
        (int)(of_day / 60000 % 60), (int)(of_day / 1000 % 60), (int)(of_day % 1000), ANY_OF(recorders));
}

static void put_opening(const struct making *event) {
    const char *const *parties = disputes[event->dispute].parties;
    put_both("\"details\":{\"sides\":[{\"members\":[\"%s\"],\"name\":\"%s\"},{\"members\":[\"%s\"],\"name\":\"%s\"}],\"title\":\"", parties[0],
             parties[0], parties[1], parties[1]);
    struct text title = {.length = 0};
    sentence(&title, 4);
    put_both("%s\"},\"dispute\":\"d-%04d\",", title.bytes, event->dispute);
    put_middle(event, NULL, NULL, NULL);
    put_recording(event);
    put_both("\"summary\":\"Opened\"}");
}

static const char *const levels[] = {"restricted", "restricted", "confidential", "secret"};

// A record event; false where there is nothing that it could be about.
static int put_record(const struct making *event) {
    struct dispute *dispute = &disputes[event->dispute];
    const struct mention *target = dispute->remembered > 0 ? some_act(dispute) : NULL;
    int is_about_dispute = 0, has_source = 0;
    if (is_kind(event, "dispute-closed") || is_kind(event, "dispute-reopened") || is_kind(event, "status-assessment")) {
        static const char *const reasons[] = {"lapsed", "settled", "withdrawn", "other"};
        static const char *const phases[] = {"contested", "talks", "stalled", "third-party"};
        is_about_dispute = 1;
        if (is_kind(event, "status-assessment"))
            put_both("\"details\":{\"phase\":\"%s\",\"reason\":\"the desk's view\"},", ANY_OF(phases));
        else
            put_both("\"details\":{\"reason\":\"%s\"},", is_kind(event, "dispute-closed") ? ANY_OF(reasons) : "it began again");
    } else if (target == NULL) {
        return 0;
    } else if (is_kind(event, "correction")) {
        if (in_a_thousand(300))
            put_both("\"details\":{\"fields\":{\"occurred\":\"%s\"}},", date(event->time - (30 + below(60)) * DAY));
        else {
            struct text summary = {.length = 0};
            sentence(&summary, 8);
            put_both("\"details\":{\"fields\":{\"summary\":\"%s\"}},", summary.bytes);
        }
    } else if (is_kind(event, "retraction")) {
        if (target->is_answer) return 0;
        put_both("\"details\":{\"reason\":\"recorded twice\"},");
    } else if (is_kind(event, "reply-assessment")) {
        if (dispute->answer.position == 0) return 0;
        target = &dispute->answer;
        const char *satisfies = "full";
        // What is not satisfied waits again.
        if (dispute->waiting < WAITING && in_a_thousand(250)) {
            dispute->requests[dispute->waiting++] = (struct request){dispute->answered, dispute->answered_side, 0};
            satisfies = in_a_thousand(500) ? "partial" : "none";
        }
        put_both("\"details\":{\"reason\":\"compared with what was asked\",\"satisfies\":\"%s\"},", satisfies);
    } else if (is_kind(event, "marking-changed")) {
        put_both("\"details\":{\"marking\":\"%s\"},", ANY_OF(levels));
    } else {
        has_source = 1;
    }
    put_both("\"dispute\":\"d-%04d\",", event->dispute);
    put_middle(event, NULL, NULL, NULL);
    put_recording(event);
    if (has_source) put_both("\"sources\":[{\"citation\":\"Reuters, %s\",\"published\":\"%s\"}],", date(event->time), date(event->time));
    if (!is_about_dispute) put_mention("target", target, 0);
    draft.bytes[--draft.length] = filed.bytes[--filed.length] = 0;
    put_both("}");
    if (is_kind(event, "reply-assessment")) dispute->answer.position = 0;
    if (is_kind(event, "dispute-closed")) dispute->is_closed = 1;
    if (is_kind(event, "dispute-reopened")) dispute->is_closed = 0;
    return 1;
}

// When it happened: mostly on the day of recording.
static const char *occurred(struct making *event) {
    static char text[40];
    event->place = event->time - event->time % DAY;
    if (in_a_thousand(30)) event->place -= (1 + below(in_a_thousand(300) ? 60 : 7)) * DAY;
    const int64_t how = below(1000);
    if (how < 8) {
        snprintf(text, sizeof text, "%.7s", date(event->place));
    } else if (how < 28) {
        snprintf(text, sizeof text, "%s%c", date(event->place), how % 2 ? '~' : '?');
    } else if (how < 48) {
        const int64_t minutes = event->time % DAY / 60000;
        snprintf(text, sizeof text, "%sT%02d:%02dZ", date(event->place), (int)(minutes / 60), (int)(minutes % 60));
    } else {
        snprintf(text, sizeof text, "%s", date(event->place));
    }
    return text;
}

static void put_party(const char *party, const char *office) {
    put_both("\"%s%s%s\"", party, office != NULL ? ":" : "", office != NULL ? office : "");
}

// What an act answers, and takes from what waits where that ends its waiting.
static int choose_answered(const struct making *event, struct request *answered) {
    struct dispute *dispute = &disputes[event->dispute];
    const enum role role = kinds[event->kind].role;
    if (role != ANSWERS && role != HOLDS && role != TAKES) return 0;
    *answered = dispute->requests[0];
    if (role == HOLDS) return 1;
    memmove(dispute->requests, dispute->requests + 1, sizeof dispute->requests - sizeof dispute->requests[0]);
    dispute->waiting--;
    return 1;
}

static void put_act(struct making *event) {
    struct dispute *dispute = &disputes[event->dispute];
    const enum role role = kinds[event->kind].role;
    const int is_relief = is_kind(event, "sanction-relief") && dispute->sanction != 0;
    struct request answered = {0};
    const int answers = choose_answered(event, &answered);
    int side = answers ? 1 - answered.side : is_relief ? dispute->sanction_side : (int)below(2);
    const char *actor = dispute->parties[side], *other = dispute->parties[1 - side];
    const char *office = in_a_thousand(200) ? ANY_OF(offices) : NULL;
    const char *to_office = in_a_thousand(100) ? ANY_OF(offices) : NULL;
    const int is_addressed = role != TOGETHER && (role != SAYS || in_a_thousand(600));
    const int has_due = (role == ASKS || role == ASKS_BY_DATE || role == OFFERS) && in_a_thousand(200);
    const int is_asked = role == ASKS || role == OFFERS || (role == ASKS_BY_DATE && has_due);
    struct mention reply_to = answered.of;
    if (is_relief) reply_to = (struct mention){dispute->sanction, {dispute->sanction_id[0], dispute->sanction_id[1]}, 0, 0};
    const int standing = role == SAYS && !is_kind(event, "sanction") ? (int)below(1000) : 1000;

    if (role == SAYS && dispute->remembered > 0 && in_a_thousand(60)) put_mention("about", some_act(dispute), 1);
    put_both("\"actors\":[");
    put_party(actor, office);
    if (role == TOGETHER) put_both(","), put_party(other, to_office);
    put_both("],");
    if (is_addressed) put_both("\"addressees\":["), put_party(other, to_office), put_both("],");
    if (in_a_thousand(60)) put_both("\"channel\":\"%s\",", in_a_thousand(500) ? "press conference" : "telephone");
    const char *detail = NULL, *value = NULL;
    if (is_kind(event, "incident")) {
        static const char *const forces[] = {"threat", "display", "display", "use"};
        detail = "force", value = ANY_OF(forces);
    } else if (is_kind(event, "agreement")) {
        detail = "scope", value = "partial";
    } else if (is_kind(event, "mediation-ended")) {
        detail = "outcome", value = in_a_thousand(500) ? "report" : "failed";
    }
    if (detail != NULL) put_both("\"details\":{\"%s\":\"%s\"},", detail, value);
    put_both("\"dispute\":\"d-%04d\",", event->dispute);
    const char *due = date(event->time + (10 + below(50)) * DAY);
    const int is_hard = has_due && in_a_thousand(800);
    if (has_due) put_both("\"due\":{\"%s\":\"%s\"},", is_hard ? "on" : "about", due);
    if (is_kind(event, "note") || is_kind(event, "demarche")) put_both("\"form\":\"note-verbale\",");
    const char *when = occurred(event);
    put_middle(event, answers || is_relief ? &reply_to : NULL, in_a_thousand(40) ? ANY_OF(levels) : NULL, when);
    if (in_a_thousand(70)) {
        put_both("\"quote\":{\"language\":\"en\",\"text\":\"We will not be \\\"surprised\\\" by ");
        struct text said = {.length = 0};
        sentence(&said, 5);
        put_both("%s\"},", said.bytes);
    }
    put_recording(event);
    if (standing < 30) put_both("\"reportedBy\":{\"name\":\"the delegation\",\"party\":\"%s\"},", other);
    if (in_a_thousand(180))
        put_both("\"sources\":[{\"citation\":\"Agence %s\",\"url\":\"https://news.example/%llx\"}],", ANY_OF(words), (unsigned long long)(chance() >> 32));
    if (in_a_thousand(80)) put_both("\"speaker\":{\"name\":\"%s %s\",\"role\":\"minister\"},", ANY_OF(words), ANY_OF(words));
    if (standing < 50) put_both("\"standing\":\"%s\",", standing < 30 ? "claimed" : standing < 40 ? "hedged" : "alleged");
    struct text summary = {.length = 0};
    sentence(&summary, 4 + below(7));
    put_both("\"summary\":\"%s\"", summary.bytes);
    if (in_a_thousand(40)) put_both(",\"tags\":[\"unfriendly-act\"]");
    put_both("}");

    put(&cells, "%lld,d-%04d,%s,%s,%s,%s%s%s,", (long long)event->position, event->dispute, dispute->parties[0], dispute->parties[1],
        kinds[event->kind].name, actor, office ? ":" : "", office ? office : "");
    if (role == TOGETHER) put(&cells, "%s", other);
    put(&cells, ",%s,%s,\"%s\",", is_addressed ? other : "", when, summary.bytes);
    if (answers || is_relief) put(&cells, "bench:%lld", (long long)reply_to.position);
    put(&cells, ",%s,%s,%s,%s\n", is_hard ? due : "", detail && *detail == 'f' ? value : "", detail && *detail == 's' ? value : "",
        detail && *detail == 'o' ? value : "");

    const struct mention self = {event->position, {event->id[0], event->id[1]}, event->kind, 0};
    if (is_asked && dispute->waiting < WAITING) dispute->requests[dispute->waiting++] = (struct request){self, side, role == OFFERS};
    if (role == ANSWERS && !is_kind(event, "refusal")) {
        dispute->answer = self;
        dispute->answered = answered.of;
        dispute->answered_side = answered.side;
    }
    if (is_kind(event, "sanction")) {
        dispute->sanction = event->position;
        memcpy(dispute->sanction_id, event->id, sizeof event->id);
        dispute->sanction_side = side;
    }
    if (is_relief) dispute->sanction = 0;
    remember(dispute, event, answers);
}

static int draw_act(const struct dispute *dispute) {
    const int is_full = dispute->waiting == WAITING;
    if (dispute->waiting == 0 || !(is_full || in_a_thousand(350))) return draw_kind(SAYS, TOGETHER);
    if (dispute->requests[0].is_offer) return draw_kind(TAKES, TAKES);
    return is_full || in_a_thousand(850) ? draw_kind(ANSWERS, ANSWERS) : draw_kind(HOLDS, HOLDS);
}

static int draw_any(const struct dispute *dispute) {
    if (dispute->is_closed && in_a_thousand(200)) return kind_named("dispute-reopened");
    // Before there is another answer.
    if (dispute->answer.position != 0 && (dispute->waiting > 0 || in_a_thousand(300))) return kind_named("reply-assessment");
    return in_a_thousand(30) ? draw_kind(RECORDS, RECORDS) : draw_act(dispute);
}

static void make(struct making *event, int opens) {
    struct dispute *dispute;
    if (opens) {
        event->dispute = order[opened_count++];
        event->kind = kind_named("dispute-opened");
        dispute = &disputes[event->dispute];
        put_opening(event);
    } else {
        event->dispute = choose_dispute();
        dispute = &disputes[event->dispute];
        event->kind = draw_any(dispute);
        if (kinds[event->kind].role != RECORDS || !put_record(event)) {
            filed.length = draft.length = 1;
            if (kinds[event->kind].role == RECORDS) event->kind = draw_act(dispute);
            put_act(event);
        }
    }
    dispute->events++;
}

// MARK: files

static FILE *file_in(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL) complain(path, "it cannot be made");
    setvbuf(file, NULL, _IOFBF, 1 << 20);
    return file;
}

static void write_text(FILE *file, const struct text *text) {
    fwrite(text->bytes, 1, text->length, file);
    putc('\n', file);
}

// The dispute that has about so many events.
static int dispute_of(int64_t events) {
    int best = 0;
    for (int i = 0; i < count_of_disputes; i++)
        if (llabs(disputes[i].events - events) < llabs(disputes[best].events - events)) best = i;
    return best;
}

// What there is to ask about, as a shell reads it. `middle` is a day on which half of the longest dispute's events had
// been recorded.
static void write_shape(const char *folder, int64_t bytes, int64_t middle) {
    FILE *shape = file_in(folder, "shape");
    const int usual = dispute_of(150);
    fprintf(shape, "text_bytes=%lld\ndisputes=%d\nlongest=d-0000\nlongest_events=%lld\nlongest_party=%s\nmiddle=%s\n", (long long)bytes,
            count_of_disputes, (long long)disputes[0].events, disputes[0].parties[0], date(middle));
    fprintf(shape, "usual=d-%04d\nusual_events=%lld\nusual_party=%s\n", usual, (long long)disputes[usual].events,
            disputes[usual].parties[0]);
    fclose(shape);
}

int main(int words_given, char **given) {
    if (words_given != 5) complain("workload", "its first lines say how it is called");
    const int64_t count = atoll(given[1]), more = atoll(given[2]);
    const char *folder = given[4];
    state = strtoull(given[3], NULL, 10);
    lay_out(count);
    FILE *files[2][3] = {{file_in(folder, "log.jsonl"), file_in(folder, "drafts.jsonl"), file_in(folder, "table.csv")},
                         {file_in(folder, "more.jsonl"), file_in(folder, "more-drafts.jsonl"), file_in(folder, "more.csv")}};
    for (int i = 0; i < 2; i++)
        fputs("number,dispute,side_a,side_b,kind,actor,second_actor,addressee,occurred,summary,reply_to,due,force,scope,outcome\n", files[i][2]);
    const int64_t step = (last_day - first_day) * DAY / (count + more);
    int64_t bytes = 0, *times = malloc((size_t)(count + more) * sizeof *times), of_longest = 0;
    struct making event = {.time = first_day * DAY};
    for (event.position = 1; event.position <= count + more; event.position++) {
        event.time += 1 + below(2 * step);
        event.id[0] = (uint64_t)event.time << 16 | 0x7000 | (chance() & 0xfff);
        event.id[1] = chance() >> 2 | 0x8000000000000000;
        filed.length = draft.length = cells.length = 0;
        put_both("{");
        // All are opened in the first quarter.
        make(&event, opened_count < count_of_disputes && event.position > opened_count * (count / 4) / count_of_disputes);
        FILE **to = files[event.position > count];
        write_text(to[0], &filed);
        write_text(to[1], &draft);
        fwrite(cells.bytes, 1, cells.length, to[2]);
        if (event.position > count) continue;
        bytes += (int64_t)filed.length;
        if (event.dispute == 0) times[of_longest++] = event.time;
        if (event.position == count) write_shape(folder, bytes, times[of_longest / 2]);
    }
    for (int i = 0; i < 6; i++)
        if (fclose(files[i / 3][i % 3]) != 0) complain("workload", "a file cannot be written");
    free(times);
    return 0;
}
