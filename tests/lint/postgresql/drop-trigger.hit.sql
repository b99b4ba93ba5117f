drop trigger touch on app.users;
