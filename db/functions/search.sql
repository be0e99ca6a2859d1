-- Search and filters of the two logs. Policies keep LIKE out of indexes, so search runs here, for the organization of
-- the context; it answers numbers alone, and whoever asked reads the records behind them inside their own scope.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- A short list of what is not merged yet: every search reads it whole, and whoever fills it merges it.
create index if not exists audit_records_search on audit_records
  using gin (organization_id, search_text gin_trgm_ops) with (gin_pending_list_limit = 1024);
create index if not exists audit_records_by_workspace_account on audit_records (organization_id, workspace_id, account_id, seq);
create index if not exists audit_records_by_workspace_event on audit_records (organization_id, workspace_id, event, seq);

create index if not exists activity_search on activity using gin (organization_id,
  lower(event || ' ' || person_name || ' ' || email || ' ' || workspace_name || ' ' || detail || ' ' || address || ' ' || client)
  gin_trgm_ops) with (gin_pending_list_limit = 1024);
create index if not exists activity_by_event on activity (organization_id, event, id);
create index if not exists activity_by_time on activity (organization_id, at);
create index if not exists activity_by_workspace_account on activity (organization_id, workspace_id, account_id, id);
create index if not exists activity_by_workspace_event on activity (organization_id, workspace_id, event, id);

-- Numbers of at most `most` records of a log beyond `place`, newest first or, read upwards, oldest first. What is
-- sought may stand anywhere in a record; one or two characters are sought at the beginning of words.
create or replace function find_in_log(of_log text, sought text, of_workspace uuid, of_account uuid, of_event text,
                                       from_time timestamptz, to_time timestamptz, place bigint, is_upward boolean, most int)
returns setof bigint language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  organization uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  is_audit boolean := of_log = 'audit_records';
  key text := case when is_audit then 'seq' else 'id' end;
  source text := case when is_audit then 'audit_records' else 'activity' end;
  words text := case when is_audit then 'search_text' else 'lower(event || '' '' || person_name || '' '' || email ||
    '' '' || workspace_name || '' '' || detail || '' '' || address || '' '' || client)' end;
  order_by text := case when is_upward then key else key || ' desc' end;
  beyond text := key || case when is_upward then ' > $6' else ' < $6' end;
  edge bigint := coalesce(place, case when is_upward then -1 else 9223372036854775807 end);
  low bigint := 0; high bigint := 9223372036854775807;
  literal text := lower(replace(replace(replace(sought, '\', '\\'), '%', '\%'), '_', '\_'));
  matches text := case when char_length(sought) > 2 then words || ' like ''%'' || $9 || ''%'''
    else format('(%1$s like $9 || ''%%'' or %1$s like ''%% '' || $9 || ''%%'')', words) end;
  conditions text; newest bigint[]; walked bigint; given int; first_time timestamptz; last_time timestamptz;
begin
  if organization is null then raise exception 'find_in_log needs an organization'; end if;
  -- A record is stamped before it is numbered, within the hour: around a day's first and last one stand the rest.
  if from_time is not null then
    execute format('select min(at) from %s where organization_id = $1 and at >= $2', source)
      into first_time using organization, from_time;
    execute format('select min(%s) from %s where organization_id = $1 and at >= $2 and at <= $3', key, source)
      into low using organization, first_time, first_time + interval '1 hour';
  end if;
  if to_time is not null then
    execute format('select max(at) from %s where organization_id = $1 and at < $2', source)
      into last_time using organization, to_time;
    execute format('select max(%s) from %s where organization_id = $1 and at >= $2 and at <= $3', key, source)
      into high using organization, last_time - interval '1 hour', last_time;
  end if;
  conditions := format('organization_id = $1 and %1$s >= $7 and %1$s <= $8', key)
    || case when of_workspace is null then '' else ' and workspace_id = $2' end
    || case when of_account is null then '' else ' and account_id = $3' end
    || case when of_event is null then '' else ' and event = $4' end
    || case when from_time is null then '' else ' and at >= $10' end
    || case when to_time is null then '' else ' and at < $11' end;
  if sought = '' then
    return query execute format('select %1$s from %2$s where %3$s and %4$s order by %5$s limit $5',
        key, source, conditions, beyond, order_by)
      using organization, of_workspace, of_account, of_event, most, edge, low, high, literal, from_time, to_time;
    return;
  end if;
  -- A frequent word is found by walking, a rare one by the index: walk a little, then ask the index for the rest.
  execute format('select array_agg(%1$s order by %5$s) filter (where hits), %6$s(%1$s), count(*) from
      (select %1$s, %7$s as hits from %2$s where %3$s and %4$s order by %5$s limit 2000) walked',
      key, source, conditions, beyond, order_by, case when is_upward then 'max' else 'min' end, matches)
    into newest, walked, given
    using organization, of_workspace, of_account, of_event, most, edge, low, high, literal, from_time, to_time;
  newest := coalesce(newest[1:most], '{}');
  return query select unnest(newest);
  if cardinality(newest) >= most or given < 2000 then return; end if;
  return query execute format('with hits as materialized (select %1$s from %2$s where %3$s and %4$s and %6$s)
      select %1$s from hits order by %5$s limit $5', key, source, conditions, beyond, order_by, matches)
    using organization, of_workspace, of_account, of_event, most - cardinality(newest), walked, low, high, literal,
      from_time, to_time;
end $$;

-- Names and addresses of users; a search walks the list it is shown in, and asks this when it finds too little there.
create index if not exists users_search on users using gin (organization_id, (name_key || ' ' || email) gin_trgm_ops)
  with (gin_pending_list_limit = 1024);

create index if not exists workspaces_deleted on workspaces (organization_id, id) where deleted_at is not null;

-- Ids of at most `most` users beyond a place in a list sorted by name or by e-mail, in its order or, read upwards,
-- against it. `of_workspace`, `of_group`, `of_state` and `of_role` narrow it where they are not null. What is sought may
-- stand anywhere in a name or an address. Users of a deleted workspace are left out. Finds, and permits nothing: whoever
-- asked reads the users inside their own scope.
drop function if exists find_users(text, uuid, text, text, boolean, text, uuid, boolean, int);
create or replace function find_users(sought text, of_workspace uuid, of_group uuid, of_state text, of_role text,
                                      by_email boolean, place_key text, place_id uuid, is_downward boolean, most int)
returns setof uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  organization uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  group_place uuid; group_size int; group_users uuid[];
  key text := case when by_email then 'email' else 'name_key' end;
  way text := case when is_downward then ' desc' else '' end;
  beyond text := format(' and (%1$s, id) %2$s ($3, $4)', key, case when is_downward then '<' else '>' end);
  literal text := '%' || replace(replace(replace(sought, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  -- Of all workspaces few are being purged: those are looked up once, and not one for each user.
  stands text := 'workspace_id not in (select w.id from workspaces w
    where w.organization_id = $1 and w.deleted_at is not null)';
  conditions text := 'organization_id = $1' || case when of_state is null then ''
         when of_state = 'never' then ' and state = ''active'' and last_active_at is null'
         else format(' and state = %L', of_state) end
    || case of_role when 'organization-admin' then ' and is_organization_admin'
         when 'workspace-admin' then ' and is_workspace_admin'
         when 'none' then ' and not is_organization_admin and not is_workspace_admin' else '' end;
  hit text := format('(name_key || '' '' || email) like $5 and %s', stands);
  near uuid[]; walked_key text; walked_id uuid; given int;
begin
  if organization is null then raise exception 'find_users needs an organization'; end if;
  if of_group is not null then
    select c.workspace_id, c.members into group_place, group_size from group_counts c
      where c.organization_id = organization and c.group_id = of_group;
    if group_place is null or group_place <> of_workspace then return; end if;
    of_workspace := group_place;
    -- Of a small group everybody is looked at; in a large one they are met often enough on the way through the list,
    -- which a search walks further.
    if group_size > (case when sought = '' then 2000 else 8000 end) then conditions := conditions || ' and (select true from group_members m
      where m.organization_id = users.organization_id and m.group_id = $7 and m.user_id = users.id)';
    else
      group_users := array(select m.user_id from group_members m
        where m.organization_id = organization and m.group_id = of_group);
      conditions := conditions || ' and id = any($8)';
    end if;
  end if;
  if of_workspace is not null then conditions := conditions || ' and workspace_id = $2'; end if;
  if sought = '' then
    return query execute format('select id from users where %1$s and %2$s%3$s order by %4$s%5$s, id%5$s limit $6',
        conditions, stands, case when place_id is null then '' else beyond end, key, way)
      using organization, of_workspace, place_key, place_id, literal, most, of_group, group_users;
    return;
  end if;
  -- A frequent word is found by walking the list, a rare one by the index: walk a little, then ask for the rest.
  execute format('select array_agg(id order by place) filter (where hits), (array_agg(key order by place desc))[1],
      (array_agg(id order by place desc))[1], count(*) from
      (select id, %1$s as key, %2$s as hits, row_number() over (order by %1$s%3$s, id%3$s) as place
       from users where %4$s%5$s order by %1$s%3$s, id%3$s limit 1000) walked',
      key, hit, way, conditions, case when place_id is null then '' else beyond end)
    into near, walked_key, walked_id, given
    using organization, of_workspace, place_key, place_id, literal, most, of_group, group_users;
  near := coalesce(near[1:most], '{}');
  return query select unnest(near);
  if cardinality(near) >= most or given < 1000 then return; end if;
  return query execute format('with hits as materialized (select id, %1$s as key from users where %2$s and %3$s%4$s)
      select id from hits order by key%5$s, id%5$s limit $6', key, conditions, hit, beyond, way)
    using organization, of_workspace, walked_key, walked_id, literal, most - cardinality(near), of_group, group_users;
end $$;

-- Names of groups, sought as users are.
create index if not exists groups_search on groups using gin (organization_id, workspace_id, name_key gin_trgm_ops)
  with (gin_pending_list_limit = 1024);

-- Ids of at most `most` groups of a workspace beyond a place in its list sorted by name or by number of members,
-- likewise. Finds, and permits nothing.
create or replace function find_groups(sought text, of_workspace uuid, by_members boolean, place_key text, place_id uuid,
                                       is_downward boolean, most int)
returns setof uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  organization uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  source text := 'groups g' || case when by_members
    then ' join group_counts c on c.organization_id = g.organization_id and c.group_id = g.id' else '' end;
  key text := case when by_members then 'c.members' else 'g.name_key' end;
  tie text := case when by_members then 'c.group_id' else 'g.id' end;
  conditions text := format('%1$s.organization_id = $1 and %1$s.workspace_id = $2', left(key, 1));
  way text := case when is_downward then ' desc' else '' end;
  beyond text := format(' and (%1$s, %2$s) %3$s ($3::%4$s, $4)', key, tie, case when is_downward then '<' else '>' end,
    case when by_members then 'int' else 'text' end);
  literal text := '%' || replace(replace(replace(sought, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  near uuid[]; walked_key text; walked_id uuid; given int;
begin
  if organization is null then raise exception 'find_groups needs an organization'; end if;
  if place_id is not null then conditions := conditions || beyond; end if;
  if sought = '' then
    return query execute format('select g.id from %1$s where %2$s order by %3$s%5$s, %4$s%5$s limit $6',
        source, conditions, key, tie, way)
      using organization, of_workspace, place_key, place_id, literal, most;
    return;
  end if;
  execute format('select array_agg(id order by place) filter (where hits), (array_agg(key order by place desc))[1],
      (array_agg(id order by place desc))[1], count(*) from
      (select g.id, (%3$s)::text as key, g.name_key like $5 as hits,
         row_number() over (order by %3$s%5$s, %4$s%5$s) as place
       from %1$s where %2$s order by %3$s%5$s, %4$s%5$s limit 1000) walked', source, conditions, key, tie, way)
    into near, walked_key, walked_id, given using organization, of_workspace, place_key, place_id, literal;
  near := coalesce(near[1:most], '{}');
  return query select unnest(near);
  if cardinality(near) >= most or given < 1000 then return; end if;
  if place_id is null then conditions := conditions || beyond; end if;
  return query execute format('with hits as materialized
      (select g.id, %3$s as key from %1$s where %2$s and g.workspace_id = $2 and g.name_key like $5)
      select id from hits order by key%4$s, id%4$s limit $6', source, conditions, key, way)
    using organization, of_workspace, walked_key, walked_id, literal, most - cardinality(near);
end $$;
