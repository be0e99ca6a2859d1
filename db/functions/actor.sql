-- Whether people may sign in with an account of the organization's own; a policy (INV-5).
create or replace function allows_local_users(of_organization uuid)
returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select (p.value #>> '{}')::boolean from organization_policies p
    where p.organization_id = of_organization and p.key = 'local-users'), true)
$$;

-- Who acts: session → person → acting user → roles, and the person's other users, in one read (SEC-3).
-- A user counts while it is active, before its end date, and its workspace stands (USR-2); the acting user falls back to the sign-in user, which is
-- the one chosen by hand or else the one with the oldest invitation (SWI-3, SWI-4, SWI-5).
create or replace function actor_of(for_organization uuid, for_account uuid, wanted uuid, may_fall_back boolean)
returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  with own as (
    select u.id, u.is_organization_admin, u.is_workspace_admin, u.invited_at,
           w.id as workspace_id, w.code, w.name, w.is_default,
           u.partner_id, case when r.id is not null then jsonb_build_object('id', r.id, 'name', r.name, 'rootId', r.root_folder_id) end as partner
    from users u join workspaces w on w.organization_id = u.organization_id and w.id = u.workspace_id
      left join partners r on r.organization_id = u.organization_id and r.id = u.partner_id
    where u.organization_id = for_organization and u.account_id = for_account
      and u.state = 'active' and (u.ends_at is null or u.ends_at > now()) and w.deleted_at is null
  ), sign_in as (
    select own.id from own
    order by (own.id = (select a.sign_in_user_id from accounts a
        where a.organization_id = for_organization and a.id = for_account)) desc nulls last, own.invited_at, own.id limit 1
  ), acting as (
    select own.* from own, sign_in where own.id = wanted or (may_fall_back and own.id = sign_in.id)
    order by (own.id = wanted) desc nulls last limit 1
  )
  select jsonb_build_object(
    'organization', jsonb_build_object('id', o.id, 'name', o.name, 'slug', o.slug,
      'allowsLocalUsers', allows_local_users(o.id), 'workspaces', coalesce(c.workspaces, 0)),
    'person', jsonb_build_object('id', a.id, 'name', a.name, 'email', a.email, 'signInUserId', sign_in.id),
    'user', jsonb_build_object('id', acting.id,
      'workspace', jsonb_build_object('id', acting.workspace_id, 'code', acting.code, 'name', acting.name,
        'isDefault', acting.is_default), 'partner', acting.partner),
    'isOrganizationAdmin', acting.is_organization_admin,
    'isWorkspaceAdmin', acting.is_workspace_admin,
    'users', (select jsonb_agg(jsonb_build_object('id', own.id,
        'isOrganizationAdmin', own.is_organization_admin, 'isWorkspaceAdmin', own.is_workspace_admin,
        'workspace', jsonb_build_object('id', own.workspace_id, 'code', own.code, 'name', own.name,
          'isDefault', own.is_default), 'partner', own.partner) order by own.is_default desc, own.name, own.id) from own),
    'openOperations', (select count(*) from (select 1 from operations p
        where p.organization_id = for_organization and p.ended_at is null
          and (acting.is_organization_admin
            or (p.user_id = acting.id and p.partner_id is not distinct from acting.partner_id)
            or (acting.is_workspace_admin and p.workspace_id = acting.workspace_id)) limit 100) open),
    'unreadNotices', (select count(*) from (select 1 from notices n
        where n.organization_id = for_organization and n.account_id = for_account and n.read_at is null
        limit 100) unread))
  from acting, sign_in, accounts a
    join organizations o on o.id = a.organization_id
    left join organization_counts c on c.organization_id = o.id
  where a.organization_id = for_organization and a.id = for_account
$$;

-- Whom a person of the context's organization signs in as (SWI-3, SWI-4); null when none of their users is active.
create or replace function sign_in_user(of_account uuid)
returns uuid language sql stable security definer set search_path = public, pg_temp as $$
  select (actor_of(nullif(current_setting('app.organization_id', true), '')::uuid, of_account, null, true)
    #>> '{person,signInUserId}')::uuid
$$;

-- The actor behind a session, or null when it has ended or nobody is left to act as. Notes that it was seen.
create or replace function session_actor(of_session uuid)
returns jsonb language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s sessions;
begin
  select * into s from sessions where id = of_session and ended_at is null and expires_at > now();
  if s.last_seen_at < now() - interval '5 minutes' and current_setting('transaction_read_only') = 'off' then
    update sessions set last_seen_at = now() where id = s.id;
    update users set last_active_at = now() where organization_id = s.organization_id and id = s.acting_user_id;
  end if;
  return actor_of(s.organization_id, s.account_id, s.acting_user_id, true) || jsonb_build_object('sessionId', s.id);
end $$;

-- Opens a change: takes the organization's readers-writer lock first, then reads who acts, then sets the context.
-- Each statement of a volatile function sees what was committed before it began, so the actor is read after the lock.
create or replace function open_change(of_session uuid, of_organization uuid, of_user uuid, exclusively boolean)
returns jsonb language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare organization uuid := of_organization;
begin
  if of_session is not null then
    select s.organization_id into organization from sessions s where s.id = of_session;
  end if;
  if exclusively then perform pg_advisory_xact_lock(hashtextextended(organization::text, 0));
  else perform pg_advisory_xact_lock_shared(hashtextextended(organization::text, 0));
  end if;
  perform set_config('app.organization_id', organization::text, true);
  if of_session is not null then return session_actor(of_session); end if;
  if of_user is not null then
    return (select actor_of(u.organization_id, u.account_id, u.id, false) from users u
            where u.organization_id = organization and u.id = of_user);
  end if;
  return (select jsonb_build_object('organization', jsonb_build_object('id', o.id, 'name', o.name, 'slug', o.slug,
            'allowsLocalUsers', allows_local_users(o.id), 'workspaces', coalesce(c.workspaces, 0)))
          from organizations o left join organization_counts c on c.organization_id = o.id where o.id = organization);
end $$;
