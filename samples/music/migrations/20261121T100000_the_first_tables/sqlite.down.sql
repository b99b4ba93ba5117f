-- tenon: revision c431706e119c
-- tenon: parents none
-- tenon: script sqlite down
-- tenon: message the first tables
-- Runs in one transaction.
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

-- tenon: statement rebuilds=employees
drop table "playlist_tracks";

-- tenon: statement rebuilds=employees
drop table "invoice_lines";

-- tenon: statement rebuilds=employees
drop table "tracks";

-- tenon: statement rebuilds=employees
drop table "playlists";

-- tenon: statement rebuilds=employees
drop table "media_types";

-- tenon: statement rebuilds=employees
drop table "invoices";

-- tenon: statement rebuilds=employees
drop table "genres";

-- tenon: statement rebuilds=employees
drop table "customers";

-- tenon: statement rebuilds=employees
drop table "employees";

-- tenon: statement rebuilds=employees
drop table "albums";

-- tenon: statement rebuilds=employees
drop table "artists";
