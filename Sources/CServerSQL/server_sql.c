#include "server_sql.h"

#include <stddef.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char roles_and_tables[] = {
#embed "../PostgresLog/SQL/001-roles-and-tables.sql"
};
static const unsigned char append[] = {
#embed "../PostgresLog/SQL/functions/append.sql"
};
static const unsigned char read[] = {
#embed "../PostgresLog/SQL/functions/read.sql"
};
static const unsigned char checkpoints[] = {
#embed "../PostgresLog/SQL/functions/checkpoints.sql"
};
static const unsigned char grants[] = {
#embed "../PostgresLog/SQL/grants.sql"
};

static const struct server_sql files[] = {
    {1, roles_and_tables, sizeof roles_and_tables},
    {0, append, sizeof append},
    {0, read, sizeof read},
    {0, checkpoints, sizeof checkpoints},
    {0, grants, sizeof grants},
};

const struct server_sql *server_sql_at(int index) {
    return index < 0 || (size_t)index >= sizeof files / sizeof *files ? NULL : &files[index];
}
