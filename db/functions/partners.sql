-- Roots of partners: how many each folder is or has below it, kept as partners come and go, so that whoever moves or
-- deletes a folder, or lists it, asks one row (PAR-1). No root contains another, and what a root is or lies in stays
-- where it is. Whoever makes a partner holds the tree's lock alone: two that do not see each other's roots would leave
-- one inside the other.
create or replace function keep_roots()
returns trigger language plpgsql security definer set enable_seqscan = off set search_path = public, pg_temp as $$
declare
  organization uuid := case when tg_op = 'DELETE' then old.organization_id else new.organization_id end;
  above uuid[];
begin
  if tg_op <> 'INSERT' then
    above := folder_and_above(organization, old.root_folder_id);
    update nodes n set partner_roots = n.partner_roots - 1 where n.organization_id = organization and n.id = any (above);
  end if;
  if tg_op <> 'DELETE' then
    above := folder_and_above(organization, new.root_folder_id);
    if exists (select from nodes n where n.organization_id = organization and n.id = new.root_folder_id and n.partner_roots > 0)
      or exists (select from partners p where p.organization_id = organization and p.root_folder_id = any (above) and p.id <> new.id)
    then raise exception 'roots of partners would contain each other' using errcode = '23514', constraint = 'partners_roots_apart';
    end if;
    update nodes n set partner_roots = n.partner_roots + 1 where n.organization_id = organization and n.id = any (above);
  end if;
  return null;
end $$;

create or replace function folder_and_above(organization uuid, of_folder uuid)
returns uuid[] language sql stable as $$
  with recursive up as (
    select n.id, n.parent_id from nodes n where n.organization_id = organization and n.id = of_folder
    union
    select n.id, n.parent_id from up u join nodes n on n.organization_id = organization and n.id = u.parent_id
  )
  select array(select id from up)
$$;

create or replace function hold_roots()
returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception 'a root of a partner would move' using errcode = '23514', constraint = 'partners_roots_stay';
end $$;

create or replace trigger partners_added after insert on partners for each row execute function keep_roots();
create or replace trigger partners_removed after delete on partners for each row execute function keep_roots();
create or replace trigger partners_rooted after update of root_folder_id on partners for each row
  when (old.root_folder_id is distinct from new.root_folder_id) execute function keep_roots();
create or replace trigger nodes_with_roots before update of parent_id on nodes for each row
  when (new.partner_roots > 0 and old.parent_id is distinct from new.parent_id) execute function hold_roots();
