-- Who may call which function. Nobody may touch the tables.
REVOKE ALL ON ALL TABLES IN SCHEMA chancery FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA chancery FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    chancery.catch_up(bigint, integer, uuid), chancery.texts(bigint, integer), chancery.leaves(bigint, integer),
    chancery.root(bigint), chancery.settings(), chancery.checkpoints(bigint)
TO chancery_reader;
GRANT EXECUTE ON FUNCTION
    chancery.append(bigint, text[], uuid), chancery.leave_turn(uuid), chancery.settle(),
    chancery.add_checkpoint(bigint, text)
TO chancery_writer;
