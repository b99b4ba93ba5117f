alter table users add column number bigserial, add n int generated always as identity;
