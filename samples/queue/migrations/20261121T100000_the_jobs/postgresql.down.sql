-- tenon: revision c6e6af554911
-- tenon: parents none
-- tenon: script postgresql down
-- tenon: message the jobs
-- Runs in one transaction.
-- tenon: hazard loses_data: drops table jobs with all its rows
-- tenon: accept? loses_data: write here why the data may go, and take the question mark away

-- tenon: statement
drop table "public"."jobs";
