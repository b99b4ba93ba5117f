"my ""users"""
"audit"."my ""users"""
$2
"id" = any($1)
select case
  when stored.highest - stored.last > 1000 then setval(pg_get_serial_sequence('"users"', 'id'), stored.highest)
  else (select max(nextval(pg_get_serial_sequence('"users"', 'id'))) from generate_series(stored.last + 1, stored.highest))
end
from (select max("id") as highest, coalesce(pg_sequence_last_value(pg_get_serial_sequence('"users"', 'id')), 0) as last from "users") as stored
where stored.highest > stored.last
select case
  when stored.highest - stored.last > 1000 then setval(pg_get_serial_sequence('"audit"."it''s"', 'id'), stored.highest)
  else (select max(nextval(pg_get_serial_sequence('"audit"."it''s"', 'id'))) from generate_series(stored.last + 1, stored.highest))
end
from (select max("id") as highest, coalesce(pg_sequence_last_value(pg_get_serial_sequence('"audit"."it''s"', 'id')), 0) as last from "audit"."it's") as stored
where stored.highest > stored.last
