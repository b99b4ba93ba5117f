-- tenon: revision 279ba0b9dd02
-- tenon: parents none
-- tenon: script sqlite up
-- tenon: message the first tables
-- Runs in one transaction.

-- tenon: statement
create table "products" (
  "created_at" integer not null,
  "updated_at" integer not null,
  "id" integer constraint "products_pkey" primary key,
  "sku" text not null,
  "name" text not null,
  "price" integer not null,
  "weight_kg" real,
  "availability" text not null default 'in_stock',
  "on_sale" integer not null default 0,
  "released" integer,
  "barcode" blob,
  constraint "products_sku_key" unique ("sku"),
  constraint "products_availability_check" check ("availability" in ('in_stock', 'back_order', 'discontinued'))
) strict;

-- tenon: statement
create table "buyers" (
  "id" blob not null,
  "email" text not null,
  "name" text not null,
  "password_hash" text not null,
  constraint "buyers_pkey" primary key ("id"),
  constraint "buyers_email_key" unique ("email")
) strict;

-- tenon: statement
create table "orders" (
  "id" integer constraint "orders_pkey" primary key,
  "buyer_id" blob not null,
  "placed_at" integer not null,
  "state" text not null default 'open',
  "note" text,
  constraint "orders_buyer_id_fkey" foreign key ("buyer_id") references "buyers" ("id"),
  constraint "orders_state_check" check ("state" in ('open', 'paid', 'shipped', 'cancelled'))
) strict;

-- tenon: statement
create index "orders_buyer_id_placed_at_idx" on "orders" ("buyer_id", "placed_at" desc);

-- tenon: statement
create table "order_lines" (
  "order_id" integer not null,
  "product_id" integer not null,
  "quantity" integer not null default 1,
  "unit_price" integer not null,
  constraint "order_lines_pkey" primary key ("order_id", "product_id"),
  constraint "order_lines_order_id_fkey" foreign key ("order_id") references "orders" ("id") on delete cascade,
  constraint "order_lines_product_id_fkey" foreign key ("product_id") references "products" ("id")
) strict;

-- tenon: statement
create index "order_lines_product_id_idx" on "order_lines" ("product_id");
