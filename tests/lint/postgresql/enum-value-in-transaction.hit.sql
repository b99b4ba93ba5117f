begin;
alter type mood add value 'blue' after 'sad';
update users set mood = 'blue' where id = 1;
commit;
