-- tenon: revision c6e6af554911
-- tenon: parents none
-- tenon: script sqlite up
-- tenon: message the jobs
-- Runs in one transaction.

-- tenon: statement
create table "jobs" (
  "id" integer constraint "jobs_pkey" primary key,
  "task" text not null,
  "state" text not null default 'waiting',
  "times_done" integer not null default 0,
  "worker" text,
  constraint "jobs_state_check" check ("state" in ('waiting', 'done'))
) strict;

-- tenon: statement
create index "jobs_waiting" on "jobs" ("id") where (state = 'waiting');
