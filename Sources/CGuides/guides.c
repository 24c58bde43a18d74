#include "guides.h"

#include <stddef.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char tour[] = {
#embed "../chancery/Chancery.docc/Tour.md"
};
static const unsigned char recording[] = {
#embed "../chancery/Chancery.docc/Recording.md"
};
static const unsigned char asking_questions[] = {
#embed "../chancery/Chancery.docc/AskingQuestions.md"
};
static const unsigned char two_times[] = {
#embed "../chancery/Chancery.docc/TwoTimes.md"
};
static const unsigned char your_own_tables[] = {
#embed "../chancery/Chancery.docc/YourOwnTables.md"
};
static const unsigned char living_lists[] = {
#embed "../chancery/Chancery.docc/LivingLists.md"
};
static const unsigned char exchange[] = {
#embed "../chancery/Chancery.docc/Exchange.md"
};
static const unsigned char proof[] = {
#embed "../chancery/Chancery.docc/Proof.md"
};
static const unsigned char markings[] = {
#embed "../chancery/Chancery.docc/Markings.md"
};
static const unsigned char posts[] = {
#embed "../chancery/Chancery.docc/Posts.md"
};
static const unsigned char commands[] = {
#embed "../chancery/Chancery.docc/Commands.md"
};
static const unsigned char glossary[] = {
#embed "../chancery/Chancery.docc/Glossary.md"
};
static const unsigned char architecture[] = {
#embed "../chancery/Chancery.docc/Architecture.md"
};
static const unsigned char adding_a_kind[] = {
#embed "../chancery/Chancery.docc/AddingAKind.md"
};
static const unsigned char adding_a_projection[] = {
#embed "../chancery/Chancery.docc/AddingAProjection.md"
};
static const unsigned char adding_a_command[] = {
#embed "../chancery/Chancery.docc/AddingACommand.md"
};
static const unsigned char adding_a_format[] = {
#embed "../chancery/Chancery.docc/AddingAFormat.md"
};
static const unsigned char silent_rules[] = {
#embed "../chancery/Chancery.docc/SilentRules.md"
};
static const unsigned char faults_and_damage[] = {
#embed "../chancery/Chancery.docc/FaultsAndDamage.md"
};
static const unsigned char speed[] = {
#embed "../chancery/Chancery.docc/Speed.md"
};

#define GUIDE(name, text) {name, text, sizeof text}

static const struct guide guides[] = {
    GUIDE("tour", tour),
    GUIDE("recording", recording),
    GUIDE("asking-questions", asking_questions),
    GUIDE("two-times", two_times),
    GUIDE("your-own-tables", your_own_tables),
    GUIDE("living-lists", living_lists),
    GUIDE("exchange", exchange),
    GUIDE("proof", proof),
    GUIDE("markings", markings),
    GUIDE("posts", posts),
    GUIDE("commands", commands),
    GUIDE("glossary", glossary),
    GUIDE("architecture", architecture),
    GUIDE("adding-a-kind", adding_a_kind),
    GUIDE("adding-a-projection", adding_a_projection),
    GUIDE("adding-a-command", adding_a_command),
    GUIDE("adding-a-format", adding_a_format),
    GUIDE("silent-rules", silent_rules),
    GUIDE("faults-and-damage", faults_and_damage),
    GUIDE("speed", speed),
};

const struct guide *guide_at(int index) {
    return index >= 0 && (size_t)index < sizeof guides / sizeof guides[0] ? &guides[index] : NULL;
}
