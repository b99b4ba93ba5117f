set search_path = app, public;
