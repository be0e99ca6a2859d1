ALTER TABLE "group_counts" DROP CONSTRAINT "group_counts_organization_id_group_id_groups_organization_id_id_fk";
--> statement-breakpoint
ALTER TABLE "group_counts" ADD COLUMN "workspace_id" uuid;--> statement-breakpoint
-- The owner fills it in, whom forced policies would show no row; walls.sql forces them again at this very start.
ALTER TABLE "groups" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "group_counts" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "group_counts" c SET "workspace_id" = g."workspace_id" FROM "groups" g WHERE g."organization_id" = c."organization_id" AND g."id" = c."group_id";--> statement-breakpoint
ALTER TABLE "groups" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "group_counts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "group_counts" ALTER COLUMN "workspace_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "group_counts" ADD CONSTRAINT "group_counts_organization_id_workspace_id_group_id_groups_organization_id_workspace_id_id_fk" FOREIGN KEY ("organization_id","workspace_id","group_id") REFERENCES "public"."groups"("organization_id","workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "group_counts_by_members" ON "group_counts" USING btree ("organization_id","workspace_id","members","group_id");