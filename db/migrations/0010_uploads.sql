CREATE TABLE "uploads" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"folder_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"hash" text,
	"if_taken" text NOT NULL,
	"store_id" uuid NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"file_id" uuid,
	"file_name" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "uploads_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "uploads_name_length" CHECK (octet_length("uploads"."name") between 1 and 255),
	CONSTRAINT "uploads_size" CHECK ("uploads"."size" >= 0),
	CONSTRAINT "uploads_hash" CHECK ("uploads"."hash" ~ '^([0-9a-f]{64}|follows)$'),
	CONSTRAINT "uploads_if_taken" CHECK ("uploads"."if_taken" in ('refuse', 'keep-both', 'replace')),
	CONSTRAINT "uploads_state" CHECK ("uploads"."state" in ('open', 'done')),
	CONSTRAINT "uploads_file" CHECK (("uploads"."state" = 'done') = ("uploads"."file_id" is not null and "uploads"."file_name" is not null))
);
--> statement-breakpoint
CREATE TABLE "user_storage" (
	"organization_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"reserved" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "user_storage_organization_id_workspace_id_user_id_pk" PRIMARY KEY("organization_id","workspace_id","user_id"),
	CONSTRAINT "user_storage_not_below" CHECK ("user_storage"."bytes" >= 0 and "user_storage"."reserved" >= 0)
);
--> statement-breakpoint
CREATE TABLE "workspace_storage" (
	"organization_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"reserved" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "workspace_storage_organization_id_workspace_id_pk" PRIMARY KEY("organization_id","workspace_id"),
	CONSTRAINT "workspace_storage_not_below" CHECK ("workspace_storage"."bytes" >= 0 and "workspace_storage"."reserved" >= 0)
);
--> statement-breakpoint
ALTER TABLE "file_versions" DROP CONSTRAINT "file_versions_organization_id_file_id_nodes_organization_id_id_fk";
--> statement-breakpoint
ALTER TABLE "file_versions" ADD COLUMN "workspace_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "file_versions" ADD COLUMN "owner_user_id" uuid;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_folder" FOREIGN KEY ("organization_id","workspace_id","folder_id") REFERENCES "public"."nodes"("organization_id","workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_storage" ADD CONSTRAINT "user_storage_organization_id_workspace_id_workspaces_organization_id_id_fk" FOREIGN KEY ("organization_id","workspace_id") REFERENCES "public"."workspaces"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_storage" ADD CONSTRAINT "workspace_storage_organization_id_workspace_id_workspaces_organization_id_id_fk" FOREIGN KEY ("organization_id","workspace_id") REFERENCES "public"."workspaces"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "uploads_by_user" ON "uploads" USING btree ("organization_id","user_id","started_at");--> statement-breakpoint
CREATE INDEX "uploads_by_folder" ON "uploads" USING btree ("organization_id","workspace_id","folder_id");--> statement-breakpoint
CREATE INDEX "uploads_by_start" ON "uploads" USING btree ("organization_id","started_at");--> statement-breakpoint
ALTER TABLE "file_versions" ADD CONSTRAINT "file_versions_file" FOREIGN KEY ("organization_id","workspace_id","file_id") REFERENCES "public"."nodes"("organization_id","workspace_id","id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "file_versions_by_owner" ON "file_versions" USING btree ("organization_id","owner_user_id") WHERE owner_user_id is not null;