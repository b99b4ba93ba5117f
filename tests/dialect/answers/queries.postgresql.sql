"my ""users"""
"audit"."my ""users"""
$2
"id" = any($1)
select setval(pg_get_serial_sequence('"users"', 'id'), stored.highest)
from (select max("id") as highest from "users") as stored
where stored.highest > coalesce(pg_sequence_last_value(pg_get_serial_sequence('"users"', 'id')), 0)
select setval(pg_get_serial_sequence('"audit"."it''s"', 'id'), stored.highest)
from (select max("id") as highest from "audit"."it's") as stored
where stored.highest > coalesce(pg_sequence_last_value(pg_get_serial_sequence('"audit"."it''s"', 'id')), 0)
