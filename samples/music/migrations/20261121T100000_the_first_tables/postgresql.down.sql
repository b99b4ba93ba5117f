-- tenon: revision c431706e119c
-- tenon: parents none
-- tenon: script postgresql down
-- tenon: message the first tables
-- Runs in 11 groups, one transaction each; after a stop the next run goes on with the group that did not end.
-- tenon: hazard loses_data: drops table playlist_tracks with all its rows
-- tenon: hazard loses_data: drops table invoice_lines with all its rows
-- tenon: hazard loses_data: drops table tracks with all its rows
-- tenon: hazard loses_data: drops table playlists with all its rows
-- tenon: hazard loses_data: drops table media_types with all its rows
-- tenon: hazard loses_data: drops table invoices with all its rows
-- tenon: hazard loses_data: drops table genres with all its rows
-- tenon: hazard loses_data: drops table customers with all its rows
-- tenon: hazard loses_data: drops table employees with all its rows
-- tenon: hazard loses_data: drops table albums with all its rows
-- tenon: hazard loses_data: drops table artists with all its rows
-- tenon: accept? loses_data: write here why the data may go, and take the question mark away

-- tenon: statement group=1
set local lock_timeout = '5s';

-- tenon: statement group=1
drop table "public"."playlist_tracks";

-- tenon: statement group=2
set local lock_timeout = '5s';

-- tenon: statement group=2
drop table "public"."invoice_lines";

-- tenon: statement group=3
set local lock_timeout = '5s';

-- tenon: statement group=3
drop table "public"."tracks";

-- tenon: statement group=4
set local lock_timeout = '5s';

-- tenon: statement group=4
drop table "public"."playlists";

-- tenon: statement group=5
set local lock_timeout = '5s';

-- tenon: statement group=5
drop table "public"."media_types";

-- tenon: statement group=6
set local lock_timeout = '5s';

-- tenon: statement group=6
drop table "public"."invoices";

-- tenon: statement group=7
set local lock_timeout = '5s';

-- tenon: statement group=7
drop table "public"."genres";

-- tenon: statement group=8
set local lock_timeout = '5s';

-- tenon: statement group=8
drop table "public"."customers";

-- tenon: statement group=9
set local lock_timeout = '5s';

-- tenon: statement group=9
drop table "public"."employees";

-- tenon: statement group=10
set local lock_timeout = '5s';

-- tenon: statement group=10
drop table "public"."albums";

-- tenon: statement group=11
set local lock_timeout = '5s';

-- tenon: statement group=11
drop table "public"."artists";
