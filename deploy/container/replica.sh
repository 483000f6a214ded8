#!/bin/sh
# A copy of the primary at the first start, which follows it from then on.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    PGPASSWORD=$REPLICATION_PASSWORD pg_basebackup --host database --username tradewatch_replication --slot replica \
        --checkpoint fast --write-recovery-conf --pgdata "$PGDATA"
    chmod 700 "$PGDATA"
fi
# Readers hold back tidying up on the primary, instead of being cancelled by it.
exec postgres -c hot_standby_feedback=on
