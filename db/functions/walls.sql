-- The second wall: every table of an organization is closed to all but it, for its owner too.
do $$
declare t record;
begin
  for t in
    select c.table_name as name, c.column_name as key from information_schema.columns c
    join information_schema.tables b using (table_schema, table_name)
    where c.table_schema = 'public' and b.table_type = 'BASE TABLE'
      and (c.column_name = 'organization_id' or (c.table_name = 'organizations' and c.column_name = 'id'))
  loop
    execute format('alter table %I enable row level security', t.name);
    execute format('alter table %I force row level security', t.name);
    execute format('drop policy if exists own_organization on %I', t.name);
    execute format('create policy own_organization on %I
      using (%I = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
      with check (%I = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t.name, t.key, t.key);
  end loop;
end $$;

-- The application owns nothing; what it may touch is said here and nowhere else.
revoke all on all tables in schema public from {{app}}, {{queue}}, {{definer}};
grant usage on schema public to {{app}}, {{queue}}, {{definer}};
grant select, insert, update, delete on all tables in schema public to {{app}}, {{definer}};
revoke insert, update, delete on audit_records, audit_heads from {{app}};
revoke insert, update, delete on workspace_counts, organization_counts, group_counts, folder_ways, workspace_storage,
  user_storage from {{app}};
revoke update, delete on activity, workspace_codes, organizations from {{app}};
revoke all on set_up_codes, worker_pools from {{app}};
grant select, insert, update, delete on worker_pools to {{queue}};
grant usage on all sequences in schema public to {{app}}, {{definer}};

-- Functions that look past the wall belong to a role that nobody can sign in as. Those the application calls are
-- named; the others run as triggers or inside these.
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as name, p.proname as short from pg_proc p
           join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef loop
    execute format('revoke all on function %s from public, {{app}}, {{queue}}', f.name);
    execute format('alter function %s owner to {{definer}}', f.name);
    if f.short in ('session_actor', 'open_change', 'append_audit', 'enqueue', 'dequeue', 'find_organization', 'has_organization',
                   'claim_set_up_code', 'find_in_log', 'find_nodes', 'find_users', 'find_groups', 'list_folder', 'reach_of',
                   'sign_in_user', 'organizations_with_uploads', 'workspaces_with_trash') then
      execute format('grant execute on function %s to {{app}}', f.name);
    end if;
  end loop;
end $$;
grant usage on schema graphile_worker to {{definer}};
grant select, insert, update, delete on all tables in schema graphile_worker to {{definer}};
grant usage on all sequences in schema graphile_worker to {{definer}};
grant execute on all functions in schema graphile_worker to {{definer}};
