#include "acts.h"

#include <stdio.h>
#include <string.h>

#include "event.h"
#include "kinds.h"
#include "text.h"

static const char *const offices[] = {"MFA", "MFA", "MOD", "Embassy", "Spokesperson", "President"};

static void put_id(struct text *text, const uint64_t id[2]) {
    put(text, "%08x-%04x-%04x-%04x-%012llx", (unsigned)(id[0] >> 32), (unsigned)(id[0] >> 16 & 0xffff),
        (unsigned)(id[0] & 0xffff), (unsigned)(id[1] >> 48), (unsigned long long)(id[1] & 0xffffffffffff));
}

static void put_mention(const char *key, const struct mention *of, int is_list) {
    put_both("\"%s\":%s\"", key, is_list ? "[" : "");
    put_id(&filed, of->id);
    put(&draft, "#%lld", (long long)of->position);
    put_both("\"%s,", is_list ? "]" : "");
}

int kind_named(const char *name) {
    for (int i = 0; i < KINDS; i++)
        if (strcmp(kinds[i].name, name) == 0) return i;
    complain("workload", name);
}

static int is_kind(const struct making *event, const char *name) { return strcmp(kinds[event->kind].name, name) == 0; }

static const struct mention *some_act(const struct dispute *dispute) {
    return &dispute->acts[below(dispute->remembered < 16 ? dispute->remembered : 16)];
}

// From `id` to `occurred`.
static void put_middle(const struct making *event, const struct mention *reply_to, const char *marking,
                       const char *occurred) {
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
    put(&filed, "\"recordedAt\":\"%sT%02d:%02d:%02d.%03dZ\",\"recordedBy\":\"%s\",", date(event->time),
        (int)(of_day / 3600000), (int)(of_day / 60000 % 60), (int)(of_day / 1000 % 60), (int)(of_day % 1000),
        ANY_OF(recorders));
}

void put_opening(const struct making *event) {
    const char *const *parties = event->dispute->parties;
    put_both("\"details\":{\"sides\":[{\"members\":[\"%s\"],\"name\":\"%s\"},{\"members\":[\"%s\"],\"name\":\"%s\"}],"
             "\"title\":\"",
             parties[0], parties[0], parties[1], parties[1]);
    struct text title = {.length = 0};
    put_sentence(&title, 4);
    put_both("%s\"},\"dispute\":\"d-%04d\",", title.bytes, event->dispute->number);
    put_middle(event, NULL, NULL, NULL);
    put_recording(event);
    put_both("\"summary\":\"Opened\"}");
}

static const char *const levels[] = {"restricted", "restricted", "confidential", "secret"};

// A record event; false where there is nothing that it could be about.
int put_record(const struct making *event) {
    struct dispute *dispute = event->dispute;
    const struct mention *target = dispute->remembered > 0 ? some_act(dispute) : NULL;
    int is_about_dispute = 0, has_source = 0;
    if (is_kind(event, "dispute-closed") || is_kind(event, "dispute-reopened") || is_kind(event, "status-assessment")) {
        static const char *const reasons[] = {"lapsed", "settled", "withdrawn", "other"};
        static const char *const phases[] = {"contested", "talks", "stalled", "third-party"};
        is_about_dispute = 1;
        if (is_kind(event, "status-assessment"))
            put_both("\"details\":{\"phase\":\"%s\",\"reason\":\"the desk's view\"},", ANY_OF(phases));
        else
            put_both("\"details\":{\"reason\":\"%s\"},",
                     is_kind(event, "dispute-closed") ? ANY_OF(reasons) : "it began again");
    } else if (target == NULL) {
        return 0;
    } else if (is_kind(event, "correction")) {
        // An act cannot have happened after it was recorded, whenever that is corrected.
        if (in_a_thousand(300))
            put_both("\"details\":{\"fields\":{\"occurred\":\"%s\"}},", date(target->time - (30 + below(60)) * DAY));
        else {
            struct text summary = {.length = 0};
            put_sentence(&summary, 8);
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
    put_both("\"dispute\":\"d-%04d\",", event->dispute->number);
    put_middle(event, NULL, NULL, NULL);
    put_recording(event);
    if (has_source)
        put_both("\"sources\":[{\"citation\":\"Reuters, %s\",\"published\":\"%s\"}],", date(event->time),
                 date(event->time));
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
    struct dispute *dispute = event->dispute;
    const enum role role = kinds[event->kind].role;
    if (role != ANSWERS && role != HOLDS && role != TAKES) return 0;
    *answered = dispute->requests[0];
    if (role == HOLDS) return 1;
    memmove(dispute->requests, dispute->requests + 1, sizeof dispute->requests - sizeof dispute->requests[0]);
    dispute->waiting--;
    return 1;
}

// Who does what to whom, and when.
struct act {
    enum role role;
    int side, answers, is_relief, is_addressed, has_due, is_hard;
    const char *actor, *office, *other, *to_office;
    const char *detail, *value;  // what only its kind has
    const char *due, *when;
    struct request answered;
    struct mention reply_to;
};

static struct act choose_act(const struct making *event) {
    const struct dispute *dispute = event->dispute;
    struct act act = {.role = kinds[event->kind].role};
    act.is_relief = is_kind(event, "sanction-relief") && dispute->sanction.position != 0;
    act.answers = choose_answered(event, &act.answered);
    act.reply_to = act.is_relief ? dispute->sanction : act.answered.of;
    act.side = act.answers ? 1 - act.answered.side : act.is_relief ? dispute->sanction_side : (int)below(2);
    act.actor = dispute->parties[act.side];
    act.other = dispute->parties[1 - act.side];
    act.office = in_a_thousand(200) ? ANY_OF(offices) : NULL;
    act.to_office = in_a_thousand(100) ? ANY_OF(offices) : NULL;
    act.is_addressed = act.role != TOGETHER && (act.role != SAYS || in_a_thousand(600));
    act.has_due = (act.role == ASKS || act.role == ASKS_BY_DATE || act.role == OFFERS) && in_a_thousand(200);
    if (is_kind(event, "incident")) {
        static const char *const forces[] = {"threat", "display", "display", "use"};
        act.detail = "force";
        act.value = ANY_OF(forces);
    } else if (is_kind(event, "agreement")) {
        act.detail = "scope";
        act.value = "partial";
    } else if (is_kind(event, "mediation-ended")) {
        act.detail = "outcome";
        act.value = in_a_thousand(500) ? "report" : "failed";
    }
    act.due = date(event->time + (10 + below(50)) * DAY);
    act.is_hard = act.has_due && in_a_thousand(800);
    return act;
}

static void put_parties(const struct act *act) {
    put_both("\"actors\":[");
    put_party(act->actor, act->office);
    if (act->role == TOGETHER) {
        put_both(",");
        put_party(act->other, act->to_office);
    }
    put_both("],");
    if (!act->is_addressed) return;
    put_both("\"addressees\":[");
    put_party(act->other, act->to_office);
    put_both("],");
}

static void put_row(const struct making *event, const struct act *act, const char *summary) {
    const char *const *parties = event->dispute->parties;
    put(&cells, "%lld,d-%04d,%s,%s,%s,%s%s%s,", (long long)event->position, event->dispute->number, parties[0],
        parties[1], kinds[event->kind].name, act->actor, act->office ? ":" : "", act->office ? act->office : "");
    if (act->role == TOGETHER) put(&cells, "%s", act->other);
    put(&cells, ",%s,%s,\"%s\",", act->is_addressed ? act->other : "", act->when, summary);
    if (act->reply_to.position != 0) put(&cells, "bench:%lld", (long long)act->reply_to.position);
    const char *detail = act->detail != NULL ? act->detail : "";
    put(&cells, ",%s,%s,%s,%s\n", act->is_hard ? act->due : "", *detail == 'f' ? act->value : "",
        *detail == 's' ? act->value : "", *detail == 'o' ? act->value : "");
}

// What is to be known of it later.
static void keep(const struct making *event, const struct act *act) {
    struct dispute *dispute = event->dispute;
    const struct mention self = {event->position, event->time, {event->id[0], event->id[1]}, act->answers};
    const int asks = act->role == ASKS || act->role == OFFERS || (act->role == ASKS_BY_DATE && act->has_due);
    if (asks && dispute->waiting < WAITING)
        dispute->requests[dispute->waiting++] = (struct request){self, act->side, act->role == OFFERS};
    if (act->role == ANSWERS && !is_kind(event, "refusal")) {
        dispute->answer = self;
        dispute->answered = act->answered.of;
        dispute->answered_side = act->answered.side;
    }
    if (is_kind(event, "sanction")) {
        dispute->sanction = self;
        dispute->sanction_side = act->side;
    }
    if (act->is_relief) dispute->sanction.position = 0;
    dispute->acts[dispute->remembered++ % 16] = self;
}

void put_act(struct making *event) {
    const struct dispute *dispute = event->dispute;
    struct act act = choose_act(event);
    const int standing = act.role == SAYS && !is_kind(event, "sanction") ? (int)below(1000) : 1000;

    if (act.role == SAYS && dispute->remembered > 0 && in_a_thousand(60)) put_mention("about", some_act(dispute), 1);
    put_parties(&act);
    if (in_a_thousand(60)) put_both("\"channel\":\"%s\",", in_a_thousand(500) ? "press conference" : "telephone");
    if (act.detail != NULL) put_both("\"details\":{\"%s\":\"%s\"},", act.detail, act.value);
    put_both("\"dispute\":\"d-%04d\",", dispute->number);
    if (act.has_due) put_both("\"due\":{\"%s\":\"%s\"},", act.is_hard ? "on" : "about", act.due);
    if (is_kind(event, "note") || is_kind(event, "demarche")) put_both("\"form\":\"note-verbale\",");
    act.when = occurred(event);
    const char *marking = in_a_thousand(40) ? ANY_OF(levels) : NULL;
    put_middle(event, act.reply_to.position != 0 ? &act.reply_to : NULL, marking, act.when);
    if (in_a_thousand(70)) {
        put_both("\"quote\":{\"language\":\"en\",\"text\":\"We will not be \\\"surprised\\\" by ");
        struct text said = {.length = 0};
        put_sentence(&said, 5);
        put_both("%s\"},", said.bytes);
    }
    put_recording(event);
    if (standing < 30) put_both("\"reportedBy\":{\"name\":\"the delegation\",\"party\":\"%s\"},", act.other);
    if (in_a_thousand(180)) {
        put_both("\"sources\":[{\"citation\":\"Agence %s\",", word());
        put_both("\"url\":\"https://news.example/%llx\"}],", (unsigned long long)(chance() >> 32));
    }
    if (in_a_thousand(80)) {
        put_both("\"speaker\":{\"name\":\"%s ", word());
        put_both("%s\",\"role\":\"minister\"},", word());
    }
    if (standing < 50)
        put_both("\"standing\":\"%s\",", standing < 30 ? "claimed" : standing < 40 ? "hedged" : "alleged");
    struct text summary = {.length = 0};
    put_sentence(&summary, 4 + below(7));
    put_both("\"summary\":\"%s\"", summary.bytes);
    if (in_a_thousand(40)) put_both(",\"tags\":[\"unfriendly-act\"]");
    put_both("}");
    put_row(event, &act, summary.bytes);
    keep(event, &act);
}
