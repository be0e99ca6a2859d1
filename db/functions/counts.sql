-- Totals of workspaces and organizations, kept as rows change, so that no page counts.
create or replace function count_users()
returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op in ('UPDATE', 'DELETE') then
    update workspace_counts c set users = c.users - r.users,
      workspace_admins = c.workspace_admins - r.admins, organization_admins = c.organization_admins - r.owners
    from (select organization_id, workspace_id, count(*) as users,
            count(*) filter (where is_workspace_admin) as admins, count(*) filter (where is_organization_admin) as owners
          from old_rows where state = 'active' group by 1, 2) r
    where c.organization_id = r.organization_id and c.workspace_id = r.workspace_id;
  end if;
  if tg_op in ('INSERT', 'UPDATE') then
    update workspace_counts c set users = c.users + r.users,
      workspace_admins = c.workspace_admins + r.admins, organization_admins = c.organization_admins + r.owners
    from (select organization_id, workspace_id, count(*) as users,
            count(*) filter (where is_workspace_admin) as admins, count(*) filter (where is_organization_admin) as owners
          from new_rows where state = 'active' group by 1, 2) r
    where c.organization_id = r.organization_id and c.workspace_id = r.workspace_id;
  end if;
  return null;
end $$;

create or replace function count_in_organization()
returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update organization_counts c set users = c.users + r.users, organization_admins = c.organization_admins + r.owners
  from (select n.organization_id, sum(n.users - o.users) as users,
          sum(n.organization_admins - o.organization_admins) as owners
        from new_rows n
          join old_rows o on o.organization_id = n.organization_id and o.workspace_id = n.workspace_id
          join workspaces w on w.organization_id = n.organization_id and w.id = n.workspace_id
        where w.deleted_at is null group by 1) r
  where c.organization_id = r.organization_id and (r.users <> 0 or r.owners <> 0);
  return null;
end $$;

create or replace function count_workspaces()
returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into workspace_counts (organization_id, workspace_id) select organization_id, id from new_rows;
    insert into organization_counts as c (organization_id, workspaces)
      select organization_id, count(*) from new_rows group by 1
      on conflict (organization_id) do update set workspaces = c.workspaces + excluded.workspaces;
  else
    update organization_counts c set workspaces = c.workspaces - r.workspaces, users = c.users - r.users,
      organization_admins = c.organization_admins - r.owners
    from (select n.organization_id, count(*) as workspaces, sum(k.users) as users, sum(k.organization_admins) as owners
          from new_rows n
            join old_rows o on o.organization_id = n.organization_id and o.id = n.id
            join workspace_counts k on k.organization_id = n.organization_id and k.workspace_id = n.id
          where o.deleted_at is null and n.deleted_at is not null group by 1) r
    where c.organization_id = r.organization_id;
  end if;
  return null;
end $$;

create or replace function count_people()
returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into organization_counts as c (organization_id, people)
      select organization_id, count(*) from new_rows group by 1
      on conflict (organization_id) do update set people = c.people + excluded.people;
  else
    update organization_counts c set people = c.people - r.people
    from (select organization_id, count(*) as people from old_rows group by 1) r
    where c.organization_id = r.organization_id;
  end if;
  return null;
end $$;

create or replace function count_in_groups()
returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update group_counts c set members = c.members + r.members
    from (select organization_id, group_id, count(*) as members from new_rows group by 1, 2) r
    where c.organization_id = r.organization_id and c.group_id = r.group_id;
  else
    update group_counts c set members = c.members - r.members
    from (select organization_id, group_id, count(*) as members from old_rows group by 1, 2) r
    where c.organization_id = r.organization_id and c.group_id = r.group_id;
  end if;
  return null;
end $$;

create or replace function count_groups()
returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into group_counts (organization_id, group_id, workspace_id)
    select organization_id, id, workspace_id from new_rows;
  return null;
end $$;

create or replace trigger users_added after insert on users
  referencing new table as new_rows for each statement execute function count_users();
create or replace trigger users_changed after update on users
  referencing old table as old_rows new table as new_rows for each statement execute function count_users();
create or replace trigger users_removed after delete on users
  referencing old table as old_rows for each statement execute function count_users();
create or replace trigger workspace_counts_changed after update on workspace_counts
  referencing old table as old_rows new table as new_rows for each statement execute function count_in_organization();
create or replace trigger workspaces_added after insert on workspaces
  referencing new table as new_rows for each statement execute function count_workspaces();
create or replace trigger workspaces_changed after update on workspaces
  referencing old table as old_rows new table as new_rows for each statement execute function count_workspaces();
create or replace trigger accounts_added after insert on accounts
  referencing new table as new_rows for each statement execute function count_people();
create or replace trigger accounts_removed after delete on accounts
  referencing old table as old_rows for each statement execute function count_people();
create or replace trigger groups_added after insert on groups
  referencing new table as new_rows for each statement execute function count_groups();
create or replace trigger group_members_added after insert on group_members
  referencing new table as new_rows for each statement execute function count_in_groups();
create or replace trigger group_members_removed after delete on group_members
  referencing old table as old_rows for each statement execute function count_in_groups();
