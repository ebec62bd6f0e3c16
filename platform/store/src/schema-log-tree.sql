-- The block index by patient was to be cheap for writing and is not: once vacuum has summed up the last blocks, each line
-- rewrites their bloom filter (measured: 5 ms a statement). A tree costs each line about 6 µs, in every month.
drop index audit_about;
do $$
declare
  month record;
begin
  for month in select c.oid::regclass as name from pg_class c
    where c.relkind = 'i' and c.relname ~ '^audit_\d{4}_\d\d_patient$' loop
    execute format('drop index %s', month.name);
  end loop;
end $$;
drop function audit_settle(timestamptz);
create index audit_about on audit (patient, at) where patient is not null;
