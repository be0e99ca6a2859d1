-- Appends records to the organization's chain and returns the last number. Each body is the exact text that is hashed.
-- The head is locked here, last in a change, and released by its commit: one writer at a time, no gap, no fork.
create or replace function append_audit(bodies text[])
returns bigint language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  organization uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  head audit_heads; text_of text; parsed jsonb; next_hash text;
begin
  insert into audit_heads (organization_id, seq, hash) values (organization, 0, repeat('0', 64)) on conflict do nothing;
  select * into head from audit_heads where organization_id = organization for no key update;
  foreach text_of in array bodies loop
    parsed := text_of::jsonb;
    next_hash := encode(sha256(convert_to(head.hash || ' ' || (head.seq + 1) || ' ' || text_of, 'UTF8')), 'hex');
    insert into audit_records (organization_id, seq, at, event, account_id, workspace_id, search_text, body,
                               previous_hash, hash)
    values (organization, head.seq + 1, (parsed ->> 'at')::timestamptz, parsed ->> 'event',
            (parsed #>> '{person,id}')::uuid, (parsed #>> '{workspace,id}')::uuid,
            lower(concat_ws(' ', parsed ->> 'event', parsed #>> '{person,name}', parsed #>> '{person,email}',
                            parsed #>> '{workspace,name}', parsed #>> '{workspace,code}', parsed #>> '{target,label}')),
            text_of, head.hash, next_hash);
    head.seq := head.seq + 1;
    head.hash := next_hash;
  end loop;
  update audit_heads set seq = head.seq, hash = head.hash where organization_id = organization;
  return head.seq;
end $$;
