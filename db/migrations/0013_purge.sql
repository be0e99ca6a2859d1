DROP INDEX "file_versions_by_replacing";--> statement-breakpoint
ALTER TABLE "nodes" ADD COLUMN "is_purged" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "nodes_purged" ON "nodes" USING btree ("organization_id","workspace_id") WHERE is_purged;--> statement-breakpoint
CREATE INDEX "file_versions_by_replacing" ON "file_versions" USING btree ("organization_id","workspace_id","replaced_at");--> statement-breakpoint
ALTER TABLE "nodes" ADD CONSTRAINT "nodes_purged_from_the_trash" CHECK (not "nodes"."is_purged" or "nodes"."trashed_at" is not null);