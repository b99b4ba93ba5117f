update users set name = lower(name) where id between 1 and 1000;
