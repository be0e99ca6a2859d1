-- Adds a background job inside the caller's transaction, for now or for later; it takes the place of one that waits
-- under the same key. The queue's tables are closed to the application.
drop function if exists enqueue(text, jsonb, text);
create or replace function enqueue(task text, payload jsonb, of_key text, due timestamptz default null)
returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job(identifier => task, payload => payload::json, job_key => of_key, run_at => due);
end $$;

-- Takes back a background job that waits under a key.
create or replace function dequeue(of_key text)
returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.remove_job(job_key => of_key);
end $$;

-- The organization behind a sign-in address; with an empty slug the only one there is (SEC-6).
create or replace function find_organization(by_slug text)
returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('id', o.id, 'name', o.name, 'slug', o.slug) from organizations o
  where o.slug = by_slug or (by_slug = '' and (select count(*) from (select 1 from organizations limit 2) n) = 1)
$$;

create or replace function has_organization()
returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from organizations)
$$;

-- Uses up the set-up code: true once, and only while there is no organization. Of two at once the later one waits for
-- the other's removal of the code, and finds none.
create or replace function claim_set_up_code(of_hash text)
returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if exists (select from organizations) then return false; end if;
  delete from set_up_codes where code_hash = of_hash;
  return found;
end $$;
