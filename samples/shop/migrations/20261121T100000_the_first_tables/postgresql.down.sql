-- tenon: revision 279ba0b9dd02
-- tenon: parents none
-- tenon: script postgresql down
-- tenon: message the first tables
-- Runs in 4 groups, one transaction each; after a stop the next run goes on with the group that did not end.
-- tenon: hazard loses_data: drops table order_lines with all its rows
-- tenon: hazard loses_data: drops table orders with all its rows
-- tenon: hazard loses_data: drops table buyers with all its rows
-- tenon: hazard loses_data: drops table products with all its rows
-- tenon: accept? loses_data: write here why the data may go, and take the question mark away

-- tenon: statement group=1
set local lock_timeout = '5s';

-- tenon: statement group=1
drop table "public"."order_lines";

-- tenon: statement group=2
set local lock_timeout = '5s';

-- tenon: statement group=2
drop table "public"."orders";

-- tenon: statement group=3
set local lock_timeout = '5s';

-- tenon: statement group=3
drop table "public"."buyers";

-- tenon: statement group=4
set local lock_timeout = '5s';

-- tenon: statement group=4
drop table "public"."products";
