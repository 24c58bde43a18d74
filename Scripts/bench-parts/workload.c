// Makes the events that everybody in Scripts/bench is given: always the same ones for the same seed.
//
//     workload COUNT MORE SEED FOLDER [DISPUTES]
//
// COUNT events in DISPUTES disputes (2,000 when not given), and MORE that come after them. In FOLDER: log.jsonl and
// more.jsonl, canonical texts as a log holds them; drafts.jsonl and more-drafts.jsonl, the same for `chancery import`,
// without ids and times but with keys, which name each other by position; table.csv and more.csv, the acts among them as
// a table; and `shape`, what there is to ask about.
//
// Some are recorded late, a few are corrected, retracted, assessed, hedged or only claimed. How often each dispute
// comes falls like a power of its rank. Each has at most two requests and offers that wait for an answer, and one
// answer that waits to be judged, so what a whole desk has to do does not grow with the log.

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acts.h"
#include "event.h"
#include "kinds.h"
#include "text.h"

static const double exponent = 0.8;
static const int64_t first_day = 14610, last_day = 18628;  // 1 January of 2010 and of 2021, since 1970

static struct dispute *disputes;
static double *shares;  // up to and with each
static int *order;      // in which they are opened
static int count_of_disputes;
static int opened_count;

static const char *const countries[] = {"RUS", "USA", "UKR", "DEU", "FRA", "CHN", "IND", "GBR", "TUR", "IRN",
                                        "ISR", "EGY", "JPN", "KOR", "PRK", "PAK", "BRA", "ARG", "CHL", "PER",
                                        "BOL", "MEX", "CAN", "ESP", "MAR", "DZA", "GRC", "CYP", "SRB", "HUN",
                                        "POL", "BLR", "GEO", "ARM", "AZE", "KAZ", "SAU", "QAT", "YEM", "ETH",
                                        "SDN", "KEN", "SOM", "NGA", "ZAF", "AUS", "IDN", "VNM", "PHL", "THA"};

static void lay_out(int64_t count, int most) {
    count_of_disputes = count / 5 < most ? (int)(count / 5) : most;
    if (count_of_disputes < 1) complain("workload", "five events are the fewest, and one dispute");
    disputes = calloc((size_t)count_of_disputes, sizeof *disputes);
    shares = calloc((size_t)count_of_disputes, sizeof *shares);
    order = calloc((size_t)count_of_disputes, sizeof *order);
    double sum = 0;
    for (int i = 0; i < count_of_disputes; i++) {
        sum += pow(i + 1, -exponent);
        shares[i] = sum;
        order[i] = i;
        disputes[i].number = i;
        disputes[i].parties[0] = ANY_OF(countries);
        do disputes[i].parties[1] = ANY_OF(countries);
        while (disputes[i].parties[1] == disputes[i].parties[0]);
    }
    for (int i = count_of_disputes - 1; i > 0; i--) {
        // The most frequent one is the first.
        const int j = 1 + (int)below(i);
        const int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}

// One that is open, as often as its share says.
static struct dispute *choose_dispute(void) {
    while (1) {
        const double at = (double)(chance() >> 11) / 9007199254740992.0 * shares[count_of_disputes - 1];
        int low = 0, high = count_of_disputes - 1;
        while (low < high) {
            const int middle = (low + high) / 2;
            if (shares[middle] > at)
                high = middle;
            else
                low = middle + 1;
        }
        if (disputes[low].events > 0) return &disputes[low];
    }
}

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

static int draw_act(const struct dispute *dispute) {
    const int is_full = dispute->waiting == WAITING;
    if (dispute->waiting == 0 || !(is_full || in_a_thousand(350))) return draw_kind(SAYS, TOGETHER);
    if (dispute->requests[0].is_offer) return draw_kind(TAKES, TAKES);
    return is_full || in_a_thousand(850) ? draw_kind(ANSWERS, ANSWERS) : draw_kind(HOLDS, HOLDS);
}

static int draw_any(const struct dispute *dispute) {
    if (dispute->is_closed && in_a_thousand(200)) return kind_named("dispute-reopened");
    // Before there is another answer.
    if (dispute->answer.position != 0 && (dispute->waiting > 0 || in_a_thousand(300)))
        return kind_named("reply-assessment");
    return in_a_thousand(30) ? draw_kind(RECORDS, RECORDS) : draw_act(dispute);
}

static void make(struct making *event, int opens) {
    filed.length = draft.length = cells.length = 0;
    put_both("{");
    if (opens) {
        event->dispute = &disputes[order[opened_count++]];
        event->kind = kind_named("dispute-opened");
        put_opening(event);
    } else {
        event->dispute = choose_dispute();
        event->kind = draw_any(event->dispute);
        const int is_record = kinds[event->kind].role == RECORDS;
        if (!is_record || !put_record(event)) {
            if (is_record) event->kind = draw_act(event->dispute);
            put_act(event);
        }
    }
    event->dispute->events++;
}

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
    fprintf(shape, "text_bytes=%lld\ndisputes=%d\nlongest=d-0000\nlongest_events=%lld\nlongest_party=%s\nmiddle=%s\n",
            (long long)bytes, count_of_disputes, (long long)disputes[0].events, disputes[0].parties[0], date(middle));
    fprintf(shape, "usual=d-%04d\nusual_events=%lld\nusual_party=%s\n", usual, (long long)disputes[usual].events,
            disputes[usual].parties[0]);
    fclose(shape);
}

int main(int words_given, char **given) {
    if (words_given != 5 && words_given != 6) complain("workload", "its first lines say how it is called");
    const int64_t count = atoll(given[1]), more = atoll(given[2]);
    const char *folder = given[4];
    begin_with(strtoull(given[3], NULL, 10));
    lay_out(count, words_given == 6 ? atoi(given[5]) : 2000);
    FILE *files[2][3] = {
        {file_in(folder, "log.jsonl"), file_in(folder, "drafts.jsonl"), file_in(folder, "table.csv")},
        {file_in(folder, "more.jsonl"), file_in(folder, "more-drafts.jsonl"), file_in(folder, "more.csv")}};
    for (int i = 0; i < 2; i++)
        fputs("number,dispute,side_a,side_b,kind,actor,second_actor,addressee,occurred,summary,reply_to,due,force,"
              "scope,outcome\n",
              files[i][2]);
    const int64_t step = (last_day - first_day) * DAY / (count + more);
    int64_t bytes = 0, *times = malloc((size_t)(count + more) * sizeof *times), of_longest = 0;
    struct making event = {.time = first_day * DAY};
    for (event.position = 1; event.position <= count + more; event.position++) {
        event.time += 1 + below(2 * step);
        event.id[0] = (uint64_t)event.time << 16 | 0x7000 | (chance() & 0xfff);
        event.id[1] = chance() >> 2 | 0x8000000000000000;
        // All are opened in the first quarter.
        make(&event,
             opened_count < count_of_disputes && event.position > opened_count * (count / 4) / count_of_disputes);
        FILE **to = files[event.position > count];
        write_text(to[0], &filed);
        write_text(to[1], &draft);
        fwrite(cells.bytes, 1, cells.length, to[2]);
        if (event.position > count) continue;
        bytes += (int64_t)filed.length;
        if (event.dispute == disputes) times[of_longest++] = event.time;
        if (event.position == count) write_shape(folder, bytes, times[of_longest / 2]);
    }
    for (int i = 0; i < 6; i++)
        if (fclose(files[i / 3][i % 3]) != 0) complain("workload", "a file cannot be written");
    free(times);
    free(disputes);
    free(shares);
    free(order);
    return 0;
}
