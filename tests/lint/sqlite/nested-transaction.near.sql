begin;
commit;
begin;
end;
