-- The tree of folders and files: what a user may do where, and the ways to it. Everything here is for the organization of
-- the context. Rows of permissions only add (FIL-3), so that an effective level is the union of their masks, bit by bit:
-- 1 list, 2 read, 4 write, 8 share, 16 history, 32 change, 64 administer (lib/rules/levels.ts). What is asked most is
-- planned once a connection, by key and nothing else: to plan takes four times as long as to answer (measured).

-- Names sought inside a workspace.
create index if not exists nodes_search on nodes using gin (organization_id, workspace_id, name_key gin_trgm_ops)
  with (gin_pending_list_limit = 1024) where trashed_at is null;

-- Who names bytes: asked of every hash before its bytes are removed, and by whoever reads them all.
create index if not exists nodes_by_hash on nodes (organization_id, hash) where hash is not null;
create index if not exists file_versions_by_hash on file_versions (organization_id, hash);

-- Rows that count on folders for `of_user`: their own, and those of the groups they are in at this moment (USR-2, GRP-1).
-- Of a partner user those of the partner alone count (FIL-3): here, and in the next three, `of_user` is then the partner.
create or replace function permissions_on(organization uuid, of_user uuid, of_folders uuid[])
returns table (folder_id uuid, mask int, is_recursive boolean) language sql stable as $$
  select p.folder_id, p.mask, p.is_recursive from folder_permissions p
  where p.organization_id = organization and p.folder_id = any (of_folders) and p.user_id = of_user
    and (p.ends_at is null or p.ends_at > now())
  union all
  select p.folder_id, p.mask, p.is_recursive from folder_permissions p
    join group_members m on m.organization_id = p.organization_id and m.group_id = p.group_id and m.user_id = of_user
      and p.group_id is not null
  where p.organization_id = organization and p.folder_id = any (of_folders)
    and (p.ends_at is null or p.ends_at > now())
  union all
  select p.folder_id, p.mask, p.is_recursive from folder_permissions p
  where p.organization_id = organization and p.folder_id = any (of_folders) and p.partner_id = of_user
    and (p.ends_at is null or p.ends_at > now())
$$;

-- Folders on which rows count for them, wherever those are; some of them twice.
create or replace function folders_given(organization uuid, of_user uuid)
returns table (folder_id uuid) language sql stable as $$
  select p.folder_id from folder_permissions p
  where p.organization_id = organization and p.user_id = of_user and (p.ends_at is null or p.ends_at > now())
  union all
  select p.folder_id from group_members m
    join folder_permissions p on p.organization_id = m.organization_id and p.group_id = m.group_id
  where m.organization_id = organization and m.user_id = of_user and (p.ends_at is null or p.ends_at > now())
  union all
  select p.folder_id from folder_permissions p
  where p.organization_id = organization and p.partner_id = of_user and (p.ends_at is null or p.ends_at > now())
$$;

-- The folders below one that they have been given, some of them twice; asked from what they were given: far more than
-- that can lie below a folder.
create or replace function given_below(organization uuid, of_user uuid, of_folder uuid)
returns table (folder_id uuid) language sql stable as $$
  select w.folder_id from folders_given(organization, of_user) g cross join lateral (
    select w.folder_id from folder_ways w
    where w.organization_id = organization and w.folder_id = g.folder_id and w.ancestor_id = of_folder offset 0) w
$$;

-- What lies in a folder and is on a way to what they have been given further down (FIL-5).
create or replace function ways_from(organization uuid, of_user uuid, of_folder uuid)
returns table (child_id uuid) language sql stable as $$
  with recursive up as (
    select n.id, n.parent_id from given_below(organization, of_user, of_folder) g
      join nodes n on n.organization_id = organization and n.id = g.folder_id
    union
    select n.id, n.parent_id from up u join nodes n on n.organization_id = organization and n.id = u.parent_id
    where u.parent_id <> of_folder
  )
  select u.id from up u where u.parent_id = of_folder
$$;

-- What a user may do in each of these nodes (`mask`), in everything below it (`below`) and in the folder it lies in
-- (`above`). A file is as its folder is. `is_way`: they may nothing in it, and something further down (FIL-5). `stands`:
-- neither it nor anything above it is in the trash. A node where the user may nothing and that is no way does not exist
-- for them; nor does any for a user who is not active. Organization Admins may do everything everywhere, the workspace's
-- admins everything in it. For a partner user all begins at the partner's root: nothing above it or beside it exists.
create or replace function reach_of(of_user uuid, of_nodes uuid[])
returns table (node_id uuid, mask int, below int, above int, is_way boolean, stands boolean)
language plpgsql stable rows 10 security definer
set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
set search_path = public, pg_temp as $$
declare
  organization uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  own_workspace uuid; has_all boolean; has_own boolean; holder uuid; top uuid;
begin
  if organization is null then raise exception 'reach_of needs an organization'; end if;
  select u.workspace_id, u.is_organization_admin, u.is_workspace_admin, coalesce(u.partner_id, u.id), r.root_folder_id
    into own_workspace, has_all, has_own, holder, top
  from users u join workspaces w on w.organization_id = u.organization_id and w.id = u.workspace_id
    left join partners r on r.organization_id = u.organization_id and r.id = u.partner_id
  where u.organization_id = organization and u.id = of_user and u.state = 'active'
    and (u.ends_at is null or u.ends_at > now()) and w.deleted_at is null;
  if own_workspace is null then return; end if;
  return query
  with recursive chain as (
    select n.id as of_node, n.id, n.parent_id, n.workspace_id, 0 as depth,
      case n.kind when 'file' then 1 else 0 end as own_depth, n.is_given, n.trashed_at is null as stands
    from nodes n
    where n.organization_id = organization and n.id = any (of_nodes)
    union all
    select c.of_node, n.id, n.parent_id, c.workspace_id, c.depth + 1, c.own_depth, n.is_given, n.trashed_at is null
    from chain c join nodes n on n.organization_id = organization and n.id = c.parent_id and c.id is distinct from top
  ), united as (
    select c.of_node, c.workspace_id, min(c.own_depth) as own_depth, bool_and(c.stands) as stands,
      top is null or bool_or(c.id = top) as is_inside,
      case when has_all or (has_own and c.workspace_id = own_workspace) then 127 else 0 end as by_role,
      coalesce(bit_or(p.mask) filter (where c.depth = c.own_depth or p.is_recursive), 0) as mask,
      coalesce(bit_or(p.mask) filter (where p.is_recursive), 0) as below,
      coalesce(bit_or(p.mask) filter (where c.depth = 1 or (c.depth > 1 and p.is_recursive)), 0) as above
    from chain c left join lateral permissions_on(organization, holder, array[c.id]) p on c.is_given
    group by c.of_node, c.workspace_id
  )
  select u.of_node, u.mask | u.by_role, case u.own_depth when 1 then u.mask else u.below end | u.by_role,
    u.above | u.by_role,
    u.mask | u.by_role = 0 and u.own_depth = 0 and u.stands
      and exists (select from given_below(organization, holder, u.of_node)),
    u.stands
  from united u join workspaces w on w.organization_id = organization and w.id = u.workspace_id
  where w.deleted_at is null and u.is_inside;
end $$;

-- A page of a folder's folders or files in order of name, which is what is asked most: planned once, and by key.
create or replace function page_by_name(organization uuid, of_folder uuid, of_kind text, place_key text, place_id uuid,
                                        most int)
returns setof nodes language sql stable as $$
  select n.* from nodes n
  where n.organization_id = organization and n.parent_id = of_folder and n.kind = of_kind and n.trashed_at is null
    and (n.name_key, n.id) > (coalesce(place_key, ''), coalesce(place_id, '00000000-0000-0000-0000-000000000000'))
  order by n.name_key, n.id limit most
$$;

-- A folder and a page of what is in it, for a user: the folder itself first, then its folders, then its files, each by
-- name, size or date beyond a place. Of a folder's files those are seen who may be listed; of its folders those in which
-- the user may something, and ways through (FIL-5). With the kind of the place alone it begins at the files. Nothing when
-- the folder does not exist for the user.
create or replace function list_folder(of_user uuid, of_folder uuid, by_what text, is_downward boolean,
                                       place_kind text, place_key text, place_id uuid, most int)
returns table (id uuid, kind text, name text, name_key text, size bigint, changed_at timestamptz, revision int,
               place text, mask int, below int, above int)
language plpgsql stable security definer
set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
set search_path = public, pg_temp as $$
declare
  organization uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  own record; given record; folders nodes[] := '{}'; files nodes[] := '{}'; masks int[]; belows int[];
  holder uuid; key text; beyond text; way text := case when is_downward then ' desc' else '' end;
  is_plain boolean := by_what = 'name' and not is_downward;
  page text := 'select array(select n from nodes n where n.organization_id = $1 and n.parent_id = $2
    and n.kind = %L and n.trashed_at is null%s order by n.%s%s, n.id%s limit $5)';
begin
  select r.mask, r.below, r.above into own from reach_of(of_user, array[of_folder]) r
  where r.stands and (r.mask <> 0 or r.is_way);
  if not found then return; end if;
  select coalesce(u.partner_id, u.id) into holder from users u where u.organization_id = organization and u.id = of_user;
  if place_kind is distinct from 'file' then
    key := case by_what when 'date' then 'changed_at' else 'name_key' end;
    beyond := case when place_kind is null then '' else format(' and (n.%s, n.id) %s ($3::%s, $4)', key,
      case when is_downward then '<' else '>' end, case by_what when 'date' then 'timestamptz' else 'text' end) end;
    -- Where something holds for all below, every folder is seen.
    if own.below <> 0 and is_plain then
      folders := array(select n from page_by_name(organization, of_folder, 'folder', place_key, place_id, most) n);
    elsif own.below <> 0 then
      execute format(page, 'folder', beyond, key, way, way) into folders
        using organization, of_folder, place_key, place_id, most;
    else
      -- Only those are seen to which a way leads, which are few.
      execute format('select array(select n from nodes n where n.organization_id = $1 and n.id = any ($6)%s
          order by n.%s%s, n.id%s limit $5)', beyond, key, way, way) into folders
        using organization, of_folder, place_key, place_id, most,
          array(select w.child_id from ways_from(organization, holder, of_folder) w);
    end if;
  end if;
  if own.mask & 1 = 1 and cardinality(folders) < most and is_plain then
    files := array(select n from page_by_name(organization, of_folder, 'file',
      case place_kind when 'file' then place_key end, case place_kind when 'file' then place_id end,
      most - cardinality(folders)) n);
  elsif own.mask & 1 = 1 and cardinality(folders) < most then
    key := case by_what when 'date' then 'changed_at' when 'size' then 'size' else 'name_key' end;
    beyond := case when place_kind = 'file' and place_id is not null then format(' and (n.%s, n.id) %s ($3::%s, $4)', key,
      case when is_downward then '<' else '>' end,
      case by_what when 'date' then 'timestamptz' when 'size' then 'bigint' else 'text' end) else '' end;
    execute format(page, 'file', beyond, key, way, way) into files
      using organization, of_folder, place_key, place_id, most - cardinality(folders);
  end if;
  return query
  select n.id, n.kind, n.name, n.name_key, n.size, n.changed_at, n.revision,
    case when n.parent_id is null then 'root' when n.is_homes then 'homes' when n.home_user_id is not null then 'home'
      when n.partner_roots > 0 then 'partner' end,
    own.mask, own.below, own.above
  from nodes n where n.organization_id = organization and n.id = of_folder and n.kind = 'folder';
  -- What holds for all below, and what is given on each: few of a page carry rows.
  masks := array_fill(own.below, array[cardinality(folders)]);
  belows := masks;
  for given in select f.place, bit_or(p.mask) as mask, coalesce(bit_or(p.mask) filter (where p.is_recursive), 0) as below
    from (select f.ordinality as place, f.id from unnest(folders) with ordinality f where f.is_given) f
      cross join lateral permissions_on(organization, holder, array[f.id]) p group by 1
  loop
    masks[given.place] := own.below | given.mask;
    belows[given.place] := own.below | given.below;
  end loop;
  return query
  select f.id, f.kind, f.name, f.name_key, f.size, f.changed_at, f.revision,
    case when f.is_homes then 'homes' when f.home_user_id is not null then 'home' when f.partner_roots > 0 then 'partner' end,
    masks[f.ordinality], belows[f.ordinality], own.mask
  from unnest(folders) with ordinality f;
  return query
  select f.id, f.kind, f.name, f.name_key, f.size, f.changed_at, f.revision, null, own.mask, own.mask, own.mask
  from unnest(files) f;
end $$;

-- The folders of a workspace in which a user may something, and what: what `reach_of` says, asked downwards from what they
-- were given. Those in the trash, and below it, only where that is wanted.
create or replace function folders_reached(organization uuid, of_user uuid, of_workspace uuid, with_trash boolean)
returns table (folder_id uuid, mask int) language sql stable
set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
  with recursive given as materialized (
    select r.node_id, r.mask, r.below from reach_of(of_user, array(
      select n.id from nodes n
      where n.organization_id = organization and n.workspace_id = of_workspace and n.parent_id is null
      union
      select n.id from users u cross join lateral folders_given(organization, coalesce(u.partner_id, u.id)) g
        join nodes n on n.organization_id = organization and n.id = g.folder_id and n.workspace_id = of_workspace
      where u.organization_id = organization and u.id = of_user)) r
    where r.mask <> 0 and (with_trash or r.stands)
  ), down as (
    select g.node_id as id, g.below from given g where g.below <> 0
    union
    select n.id, d.below from down d cross join lateral (
      select n.id from nodes n
      where n.organization_id = organization and n.parent_id = d.id and n.kind = 'folder' and n.trashed_at is null
      union all
      select n.id from nodes n
      where with_trash and n.organization_id = organization and n.parent_id = d.id and n.kind = 'folder'
        and n.trashed_at is not null) n
  )
  select f.id, bit_or(f.mask) from (
    select g.node_id as id, g.mask from given g union all select d.id, d.below from down d) f group by 1
$$;

-- Nodes of a workspace whose name holds what is sought, at most `most` beyond a place in order of name. One or two
-- characters are sought at the beginning of words. Those that exist for a user; where none is named all there are, and it
-- permits nothing: whoever asked reads those of them that exist for whom they ask. A partner's root is to its users as the
-- workspace's is to others: what is in it is found, and not itself.
drop function if exists find_nodes(uuid, text, uuid);
create or replace function find_nodes(of_workspace uuid, of_user uuid, sought text, place_key text, place_id uuid, most int)
returns table (node_id uuid, key text) language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  organization uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  literal text := replace(replace(replace(sought, '\', '\\'), '%', '\%'), '_', '\_');
  near uuid[]; keys text[]; walked_key text; walked_id uuid; given int;
  opened uuid[]; listed uuid[]; ways uuid[]; holder uuid; top uuid; above uuid[] := '{}';
  conditions text := 'organization_id = $1 and workspace_id = $2 and trashed_at is null and parent_id is not null';
  matches text := case when char_length(sought) > 2 then 'name_key like ''%'' || $3 || ''%'''
    else '(name_key like $3 || ''%'' or name_key like ''% '' || $3 || ''%'')' end;
  beyond text := case when place_id is null then '' else ' and (name_key, id) > ($4, $5)' end;
begin
  if organization is null then raise exception 'find_nodes needs an organization'; end if;
  if of_user is not null then
    select array_agg(f.folder_id), array_agg(f.folder_id) filter (where f.mask & 1 = 1) into opened, listed
      from folders_reached(organization, of_user, of_workspace, false) f;
    select coalesce(u.partner_id, u.id), p.root_folder_id into holder, top
      from users u left join partners p on p.organization_id = organization and p.id = u.partner_id
      where u.organization_id = organization and u.id = of_user;
    if top is not null then above := array(select folders_from(organization, top)); end if;
    ways := array(select w.ancestor_id from folders_given(organization, holder) g
      join folder_ways w on w.organization_id = organization and w.folder_id = g.folder_id
      where g.folder_id = any (opened) and w.ancestor_id <> all (above));
    return query execute format('select id, name_key from (
        select id, name_key from nodes where %1$s and kind = ''file'' and parent_id in (select unnest($6))
        union all
        select id, name_key from nodes where %1$s and kind = ''folder'' and id in (select unnest($7))) found
        order by name_key, id limit $8', conditions || ' and ' || matches || beyond)
      using organization, of_workspace, literal, place_key, place_id, listed, array_remove(opened || ways, top), most;
    return;
  end if;
  -- A frequent word is found by walking the names, a rare one by the index: walk a little, then ask for the rest.
  execute format('select array_agg(id order by place) filter (where hits), array_agg(name_key order by place) filter (where hits),
      (array_agg(name_key order by place desc))[1], (array_agg(id order by place desc))[1], count(*) from
      (select id, name_key, %1$s as hits, row_number() over (order by name_key, id) as place
       from nodes where %2$s%3$s order by name_key, id limit 1000) walked', matches, conditions, beyond)
    into near, keys, walked_key, walked_id, given using organization, of_workspace, literal, place_key, place_id;
  near := coalesce(near[1:most], '{}');
  return query select * from unnest(near, keys[1:most]);
  if cardinality(near) >= most or given < 1000 then return; end if;
  return query execute format('with hits as materialized (select id, name_key from nodes where %1$s and %2$s)
      select id, name_key from hits where (name_key, id) > ($4, $5) order by name_key, id limit $6', conditions, matches)
    using organization, of_workspace, literal, walked_key, walked_id, most - cardinality(near);
end $$;
