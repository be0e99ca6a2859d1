-- Which folders carry permissions, and the ways to them, kept as permissions and folders change (FIL-5). A way ends at what
-- is in the trash, where nothing is given, moved or restored to. Whoever moves, trashes or restores a folder holds the
-- tree's lock alone, whoever gives a permission with others: two that do not see each other's rows would leave a way out.

create or replace function add_ways()
returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update nodes n set is_given = true from (select distinct p.organization_id, p.folder_id from new_rows p) p
    where n.organization_id = p.organization_id and n.id = p.folder_id and not n.is_given;
  with recursive up as (
    select n.organization_id, n.id as folder_id, n.parent_id as ancestor_id
    from nodes n join (select distinct p.organization_id, p.folder_id from new_rows p) p
      on p.organization_id = n.organization_id and p.folder_id = n.id
    where n.parent_id is not null
    union all
    select u.organization_id, u.folder_id, n.parent_id
    from up u join nodes n on n.organization_id = u.organization_id and n.id = u.ancestor_id
    where n.parent_id is not null
  )
  insert into folder_ways (organization_id, folder_id, ancestor_id)
    select u.organization_id, u.folder_id, u.ancestor_id from up u on conflict do nothing;
  return null;
end $$;

create or replace function remove_ways()
returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update nodes n set is_given = false from (select distinct p.organization_id, p.folder_id from old_rows p) p
    where n.organization_id = p.organization_id and n.id = p.folder_id
      and not exists (select from folder_permissions o
        where o.organization_id = n.organization_id and o.folder_id = n.id);
  delete from folder_ways w using (select distinct p.organization_id, p.folder_id from old_rows p) p
    where w.organization_id = p.organization_id and w.folder_id = p.folder_id
      and not exists (select from folder_permissions o
        where o.organization_id = w.organization_id and o.folder_id = w.folder_id);
  return null;
end $$;

-- A folder and all those above it.
create or replace function folders_from(organization uuid, of_folder uuid)
returns setof uuid language sql stable as $$
  with recursive up as (
    select of_folder as id
    union all
    select n.parent_id from up u join nodes n on n.organization_id = organization and n.id = u.id
    where n.parent_id is not null
  )
  select u.id from up u
$$;

-- A folder that was moved, trashed or restored: the ways through it lead down from elsewhere now, or from nowhere. Of all
-- that is given below it those are written that differ: above both places, the ways are the same.
create or replace function move_ways()
returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  carriers uuid[] := array(
    select new.id where new.is_given
    union all
    select w.folder_id from folder_ways w where w.organization_id = new.organization_id and w.ancestor_id = new.id);
  was uuid[] := '{}'; above uuid[] := '{}'; left_behind uuid[];
begin
  if carriers = '{}' then return null; end if;
  if old.trashed_at is null then was := array(select folders_from(new.organization_id, old.parent_id)); end if;
  if new.trashed_at is null then above := array(select folders_from(new.organization_id, new.parent_id)); end if;
  left_behind := array(select unnest(was) except select unnest(above));
  delete from folder_ways w where cardinality(left_behind) > 0 and w.organization_id = new.organization_id
    and w.folder_id = any (carriers) and w.ancestor_id = any (left_behind);
  insert into folder_ways (organization_id, folder_id, ancestor_id)
    select new.organization_id, c.id, a.id
    from (select unnest(above) except select unnest(was)) a(id) cross join unnest(carriers) c(id) on conflict do nothing;
  return null;
end $$;

create or replace trigger folder_permissions_added after insert on folder_permissions
  referencing new table as new_rows for each statement execute function add_ways();
create or replace trigger folder_permissions_removed after delete on folder_permissions
  referencing old table as old_rows for each statement execute function remove_ways();
create or replace trigger nodes_moved after update of parent_id, trashed_at on nodes for each row
  when (new.kind = 'folder' and (old.parent_id, old.trashed_at) is distinct from (new.parent_id, new.trashed_at))
  execute function move_ways();
