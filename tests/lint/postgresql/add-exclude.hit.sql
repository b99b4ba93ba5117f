alter table rooms add constraint no_overlap exclude using gist (room with =, span with &&);
