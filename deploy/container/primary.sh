#!/bin/sh
# Run once by PostgreSQL's image, in an empty database: the role under which the replica follows.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$REPLICATION_PASSWORD" --username "$POSTGRES_USER" <<'SQL'
CREATE ROLE tradewatch_replication LOGIN REPLICATION PASSWORD :'password';
SELECT pg_create_physical_replication_slot('replica');
SQL
echo "host replication tradewatch_replication samenet scram-sha-256" >>"$PGDATA/pg_hba.conf"
