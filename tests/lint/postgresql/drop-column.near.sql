alter table users drop constraint nick, alter column nick drop default;
