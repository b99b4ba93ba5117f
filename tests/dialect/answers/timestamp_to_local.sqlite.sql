-- alter column hours.moment: type timestamp to local_timestamp
-- alter column hours.begins: type local_timestamp to timestamp

-- up

-- down
