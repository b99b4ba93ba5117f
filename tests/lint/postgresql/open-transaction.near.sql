begin;
select 1;
end;
