-- How long the paths below a folder can be (FIL-1), so that moving or renaming it asks one row, whatever lies below. Kept as
-- folders and files are made, renamed and moved: it grows in every folder above, up to one that knows of a path as long,
-- and never shrinks, which would take looking through all that is left.

-- From a folder upwards. Who makes things in several folders comes to them in any order, and would wait for another who
-- comes to them in a different one: whoever has something to write holds all of the workspace's.
create or replace function grow_longest(organization uuid, workspace uuid, folder uuid, path_bytes int)
returns void language plpgsql as $$
declare above uuid := folder; bytes int := path_bytes;
begin
  perform from nodes n where n.organization_id = organization and n.id = above and n.longest_below < bytes;
  if not found then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('longest paths ' || workspace, 0));
  while above is not null loop
    update nodes n set longest_below = bytes
      where n.organization_id = organization and n.id = above and n.longest_below < bytes
      returning n.parent_id, bytes + 1 + octet_length(n.name) into above, bytes;
  end loop;
end $$;

-- However many come in one statement, each folder is asked once.
create or replace function keep_longest_of_new()
returns trigger language plpgsql as $$
declare grown record;
begin
  for grown in
    select p.organization_id, p.workspace_id, p.id, r.bytes
    from (select n.organization_id, n.parent_id, max(1 + octet_length(n.name) + n.longest_below) as bytes
          from new_rows n where n.parent_id is not null group by n.organization_id, n.parent_id) r
      join nodes p on p.organization_id = r.organization_id and p.id = r.parent_id and p.longest_below < r.bytes
  loop
    perform grow_longest(grown.organization_id, grown.workspace_id, grown.id, grown.bytes);
  end loop;
  return null;
end $$;

create or replace function keep_longest()
returns trigger language plpgsql as $$
begin
  perform grow_longest(new.organization_id, new.workspace_id, new.parent_id,
    1 + octet_length(new.name) + new.longest_below);
  return null;
end $$;

create or replace trigger nodes_longest after update of name, parent_id on nodes for each row
  when (new.parent_id is not null and (old.name, old.parent_id) is distinct from (new.name, new.parent_id))
  execute function keep_longest();
create or replace trigger nodes_longest_of_new after insert on nodes
  referencing new table as new_rows for each statement execute function keep_longest_of_new();
