-- How long the paths below a folder can be (FIL-1), so that moving or renaming it asks one row, whatever lies below. Kept as
-- folders and files are made, renamed and moved: it grows in every folder above, up to one that knows of a path as long,
-- and never shrinks, which would take looking through all that is left.
create or replace function keep_longest()
-- A plan made while there was little in the tree would read all of it for each row that comes later.
returns trigger language plpgsql set enable_seqscan = off as $$
begin
  with recursive up as (
    select new.parent_id as id, 1 + octet_length(new.name) + new.longest_below as bytes
    union all
    select n.parent_id, u.bytes + 1 + octet_length(n.name)
    from up u join nodes n on n.organization_id = new.organization_id and n.id = u.id and n.longest_below < u.bytes
  )
  update nodes n set longest_below = u.bytes from up u
    where n.organization_id = new.organization_id and n.id = u.id and n.longest_below < u.bytes;
  return null;
end $$;

create or replace trigger nodes_longest after insert or update of name, parent_id on nodes for each row
  when (new.parent_id is not null) execute function keep_longest();
