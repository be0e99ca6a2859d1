-- Removes what is marked as purged in a workspace with everything below it, `most` rows at a time, and gives how many
-- there were. It goes down to what has nothing in it and removes from there, so that it can end anywhere and go on, and
-- looks at each row but a few times, however many there are.
create or replace function remove_purged(of_workspace uuid, most int)
returns int language plpgsql set enable_seqscan = off as $$
declare
  organization uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  way uuid[] := '{}'; here uuid; inside record; gone int; room int := most;
begin
  while room > 0 loop
    if way = '{}' then
      select n.id into here from nodes n
      where n.organization_id = organization and n.workspace_id = of_workspace and n.is_purged limit 1;
      exit when not found;
      way := array[here];
    end if;
    here := way[cardinality(way)];
    select n.id, n.kind into inside from nodes n where n.organization_id = organization and n.parent_id = here limit 1;
    if not found then
      delete from nodes n where n.organization_id = organization and n.id = here;
      gone := 1;
      way := way[1:cardinality(way) - 1];
    elsif inside.kind = 'folder' then
      gone := 0;
      way := way || inside.id;
    else
      delete from nodes n where n.organization_id = organization and n.id in (
        select f.id from nodes f
        where f.organization_id = organization and f.parent_id = here and f.kind = 'file' limit room);
      get diagnostics gone = row_count;
    end if;
    room := room - gone;
  end loop;
  return most - room;
end $$;

-- Workspaces with something that was deleted or replaced before a moment: who purges asks for each of them alone.
create or replace function workspaces_with_trash(before timestamptz)
returns table (organization_id uuid, workspace_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select n.organization_id, n.workspace_id from nodes n where n.trashed_at < before
  union
  select v.organization_id, v.workspace_id from file_versions v where v.replaced_at < before
$$;
