copy users from program 'curl https://example.org/users.csv' with csv;
