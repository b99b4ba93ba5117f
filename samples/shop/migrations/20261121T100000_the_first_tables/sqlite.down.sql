-- tenon: revision 279ba0b9dd02
-- tenon: parents none
-- tenon: script sqlite down
-- tenon: message the first tables
-- Runs in one transaction.
-- tenon: hazard loses_data: drops table order_lines with all its rows
-- tenon: hazard loses_data: drops table orders with all its rows
-- tenon: hazard loses_data: drops table buyers with all its rows
-- tenon: hazard loses_data: drops table products with all its rows
-- tenon: accept? loses_data: write here why the data may go, and take the question mark away

-- tenon: statement
drop table "order_lines";

-- tenon: statement
drop table "orders";

-- tenon: statement
drop table "buyers";

-- tenon: statement
drop table "products";
