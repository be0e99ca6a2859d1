ALTER TABLE "nodes" ADD COLUMN "longest_below" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- The owner fills it in, whom forced policies would show no row; walls.sql forces them again at this very start.
ALTER TABLE "nodes" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "nodes" n SET "longest_below" = b.bytes FROM (
  WITH RECURSIVE up AS (
    SELECT c."organization_id", c."parent_id" AS id, 1 + octet_length(c."name") AS bytes FROM "nodes" c
    UNION ALL
    SELECT u."organization_id", p."parent_id", u.bytes + 1 + octet_length(p."name")
    FROM up u JOIN "nodes" p ON p."organization_id" = u."organization_id" AND p."id" = u.id
  )
  SELECT up."organization_id", up.id, max(up.bytes) AS bytes FROM up WHERE up.id IS NOT NULL GROUP BY 1, 2
) b WHERE n."organization_id" = b."organization_id" AND n."id" = b.id;--> statement-breakpoint
ALTER TABLE "nodes" FORCE ROW LEVEL SECURITY;
