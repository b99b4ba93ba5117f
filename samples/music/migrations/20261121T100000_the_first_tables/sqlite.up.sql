-- tenon: revision c431706e119c
-- tenon: parents none
-- tenon: script sqlite up
-- tenon: message the first tables
-- Runs in one transaction.

-- tenon: statement
create table "artists" (
  "id" integer constraint "artists_pkey" primary key,
  "name" text not null
) strict;

-- tenon: statement
create index "artists_name_idx" on "artists" ("name");

-- tenon: statement
create table "albums" (
  "id" integer constraint "albums_pkey" primary key,
  "title" text not null,
  "artist_id" integer not null,
  constraint "albums_artist_id_title_key" unique ("artist_id", "title"),
  constraint "albums_artist_id_fkey" foreign key ("artist_id") references "artists" ("id")
) strict;

-- tenon: statement
create table "employees" (
  "id" integer constraint "employees_pkey" primary key,
  "last_name" text not null,
  "first_name" text not null,
  "title" text,
  "reports_to" integer,
  "birth_date" integer,
  "hire_date" integer,
  "address" text,
  "city" text,
  "state" text,
  "country" text,
  "postal_code" text,
  "phone" text,
  "fax" text,
  "email" text,
  constraint "employees_email_key" unique ("email"),
  constraint "employees_reports_to_fkey" foreign key ("reports_to") references "employees" ("id") on delete set null
) strict;

-- tenon: statement
create index "employees_reports_to_idx" on "employees" ("reports_to");

-- tenon: statement
create table "customers" (
  "id" integer constraint "customers_pkey" primary key,
  "first_name" text not null,
  "last_name" text not null,
  "company" text,
  "address" text,
  "city" text,
  "state" text,
  "country" text,
  "postal_code" text,
  "phone" text,
  "fax" text,
  "email" text not null,
  "support_rep_id" integer,
  constraint "customers_email_key" unique ("email"),
  constraint "customers_support_rep_id_fkey" foreign key ("support_rep_id") references "employees" ("id") on delete set null
) strict;

-- tenon: statement
create index "customers_country_idx" on "customers" ("country");

-- tenon: statement
create index "customers_support_rep_id_idx" on "customers" ("support_rep_id");

-- tenon: statement
create table "genres" (
  "id" integer constraint "genres_pkey" primary key,
  "name" text not null,
  constraint "genres_name_key" unique ("name")
) strict;

-- tenon: statement
create table "invoices" (
  "id" integer constraint "invoices_pkey" primary key,
  "customer_id" integer not null,
  "invoice_date" integer not null,
  "billing_address" text,
  "billing_city" text,
  "billing_state" text,
  "billing_country" text,
  "billing_postal_code" text,
  "total" integer not null,
  constraint "invoices_customer_id_fkey" foreign key ("customer_id") references "customers" ("id")
) strict;

-- tenon: statement
create index "invoices_customer_id_invoice_date_idx" on "invoices" ("customer_id", "invoice_date" desc);

-- tenon: statement
create table "media_types" (
  "id" integer constraint "media_types_pkey" primary key,
  "name" text not null,
  constraint "media_types_name_key" unique ("name")
) strict;

-- tenon: statement
create table "playlists" (
  "id" integer constraint "playlists_pkey" primary key,
  "name" text not null
) strict;

-- tenon: statement
create table "tracks" (
  "id" integer constraint "tracks_pkey" primary key,
  "name" text not null,
  "album_id" integer,
  "media_type_id" integer not null,
  "genre_id" integer,
  "composer" text,
  "milliseconds" integer not null,
  "bytes" integer,
  "unit_price" integer not null,
  constraint "tracks_album_id_fkey" foreign key ("album_id") references "albums" ("id"),
  constraint "tracks_media_type_id_fkey" foreign key ("media_type_id") references "media_types" ("id"),
  constraint "tracks_genre_id_fkey" foreign key ("genre_id") references "genres" ("id")
) strict;

-- tenon: statement
create index "tracks_genre_id_idx" on "tracks" ("genre_id");

-- tenon: statement
create index "tracks_album_id_name_idx" on "tracks" ("album_id", "name");

-- tenon: statement
create table "invoice_lines" (
  "id" integer constraint "invoice_lines_pkey" primary key,
  "invoice_id" integer not null,
  "track_id" integer not null,
  "unit_price" integer not null,
  "quantity" integer not null default 1,
  constraint "invoice_lines_invoice_id_fkey" foreign key ("invoice_id") references "invoices" ("id") on delete cascade,
  constraint "invoice_lines_track_id_fkey" foreign key ("track_id") references "tracks" ("id")
) strict;

-- tenon: statement
create index "invoice_lines_invoice_id_idx" on "invoice_lines" ("invoice_id");

-- tenon: statement
create index "invoice_lines_track_id_idx" on "invoice_lines" ("track_id");

-- tenon: statement
create table "playlist_tracks" (
  "playlist_id" integer not null,
  "track_id" integer not null,
  constraint "playlist_tracks_pkey" primary key ("playlist_id", "track_id"),
  constraint "playlist_tracks_playlist_id_fkey" foreign key ("playlist_id") references "playlists" ("id") on delete cascade,
  constraint "playlist_tracks_track_id_fkey" foreign key ("track_id") references "tracks" ("id") on delete cascade
) strict;

-- tenon: statement
create index "playlist_tracks_track_id_idx" on "playlist_tracks" ("track_id");
