copy users from '/srv/users.csv' with csv;
