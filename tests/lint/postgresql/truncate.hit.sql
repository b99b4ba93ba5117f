truncate users, posts cascade;
truncate only audit.events;
