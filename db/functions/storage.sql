-- Bytes that workspaces take, and users in them, kept as rows change, so that nobody adds up files (FIL-10): `bytes` of
-- files and their versions, in the trash or not, `reserved` of uploads that are open and of copies under way.

-- `changes` are what is to be added, of whoever; a user of null is nobody's.
create or replace function add_storage(changes user_storage[])
returns void language plpgsql as $$
begin
  insert into workspace_storage (organization_id, workspace_id)
    select distinct organization_id, workspace_id from unnest(changes) where bytes > 0 or reserved > 0
    on conflict do nothing;
  update workspace_storage s set bytes = s.bytes + c.bytes, reserved = s.reserved + c.reserved
  from (select organization_id, workspace_id, sum(bytes) as bytes, sum(reserved) as reserved
        from unnest(changes) group by 1, 2 having sum(bytes) <> 0 or sum(reserved) <> 0) c
  where s.organization_id = c.organization_id and s.workspace_id = c.workspace_id;
  insert into user_storage (organization_id, workspace_id, user_id)
    select distinct organization_id, workspace_id, user_id from unnest(changes)
    where user_id is not null and (bytes > 0 or reserved > 0)
    on conflict do nothing;
  update user_storage s set bytes = s.bytes + c.bytes, reserved = s.reserved + c.reserved
  from (select organization_id, workspace_id, user_id, sum(bytes) as bytes, sum(reserved) as reserved
        from unnest(changes) where user_id is not null group by 1, 2, 3
        having sum(bytes) <> 0 or sum(reserved) <> 0) c
  where s.organization_id = c.organization_id and s.workspace_id = c.workspace_id and s.user_id = c.user_id;
end $$;

-- For files and for their versions, which have the same columns.
create or replace function count_bytes()
returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare changes user_storage[];
begin
  if tg_op = 'INSERT' then
    changes := array(select row(organization_id, workspace_id, owner_user_id, sum(size), 0)::user_storage
      from new_rows where size > 0 group by organization_id, workspace_id, owner_user_id);
  elsif tg_op = 'DELETE' then
    changes := array(select row(organization_id, workspace_id, owner_user_id, sum(-size), 0)::user_storage
      from old_rows where size > 0 group by organization_id, workspace_id, owner_user_id);
  else
    changes := array(select row(organization_id, workspace_id, owner_user_id, sum(size), 0)::user_storage
      from (select organization_id, workspace_id, owner_user_id, size from new_rows
            union all select organization_id, workspace_id, owner_user_id, -size from old_rows) c
      group by organization_id, workspace_id, owner_user_id having sum(size) <> 0);
  end if;
  if cardinality(changes) > 0 then
    perform add_storage(changes);
  end if;
  return null;
end $$;

-- For uploads and for copies in the background, which have the same columns of what they reserve.
create or replace function count_reserved()
returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare changes user_storage[];
begin
  if tg_op = 'INSERT' then
    changes := array(select row(organization_id, workspace_id, user_id, 0, sum(reserved))::user_storage
      from new_rows where reserved > 0 group by organization_id, workspace_id, user_id);
  elsif tg_op = 'DELETE' then
    changes := array(select row(organization_id, workspace_id, user_id, 0, sum(-reserved))::user_storage
      from old_rows where reserved > 0 group by organization_id, workspace_id, user_id);
  else
    changes := array(select row(organization_id, workspace_id, user_id, 0, sum(reserved))::user_storage
      from (select organization_id, workspace_id, user_id, reserved from new_rows
            union all select organization_id, workspace_id, user_id, -reserved from old_rows) c
      group by organization_id, workspace_id, user_id having sum(reserved) <> 0);
  end if;
  if cardinality(changes) > 0 then
    perform add_storage(changes);
  end if;
  return null;
end $$;

create or replace trigger nodes_storage_added after insert on nodes
  referencing new table as new_rows for each statement execute function count_bytes();
create or replace trigger nodes_storage_changed after update on nodes
  referencing old table as old_rows new table as new_rows for each statement execute function count_bytes();
create or replace trigger nodes_storage_removed after delete on nodes
  referencing old table as old_rows for each statement execute function count_bytes();
create or replace trigger file_versions_storage_added after insert on file_versions
  referencing new table as new_rows for each statement execute function count_bytes();
create or replace trigger file_versions_storage_changed after update on file_versions
  referencing old table as old_rows new table as new_rows for each statement execute function count_bytes();
create or replace trigger file_versions_storage_removed after delete on file_versions
  referencing old table as old_rows for each statement execute function count_bytes();
create or replace trigger uploads_added after insert on uploads
  referencing new table as new_rows for each statement execute function count_reserved();
create or replace trigger uploads_changed after update on uploads
  referencing old table as old_rows new table as new_rows for each statement execute function count_reserved();
create or replace trigger uploads_removed after delete on uploads
  referencing old table as old_rows for each statement execute function count_reserved();
create or replace trigger copies_added after insert on copies
  referencing new table as new_rows for each statement execute function count_reserved();
create or replace trigger copies_changed after update on copies
  referencing old table as old_rows new table as new_rows for each statement execute function count_reserved();
create or replace trigger copies_removed after delete on copies
  referencing old table as old_rows for each statement execute function count_reserved();

-- As it was called until it was the same for both.
drop function if exists count_copying();

-- Organizations with uploads begun before a moment: who looks after them asks for each of them alone.
create or replace function organizations_with_uploads(before timestamptz)
returns table (organization_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select distinct u.organization_id from uploads u where u.started_at < before
$$;
