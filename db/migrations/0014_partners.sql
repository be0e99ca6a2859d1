CREATE TABLE "partners" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"root_folder_id" uuid NOT NULL,
	"responsible_user_id" uuid,
	"notes" text DEFAULT '' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "partners_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "partners_in_workspace" UNIQUE("organization_id","workspace_id","id"),
	CONSTRAINT "partners_name" UNIQUE("organization_id","workspace_id","name_key"),
	CONSTRAINT "partners_root" UNIQUE("organization_id","root_folder_id"),
	CONSTRAINT "partners_name_length" CHECK (char_length("partners"."name") between 1 and 80),
	CONSTRAINT "partners_notes_length" CHECK (char_length("partners"."notes") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "partner_id" uuid;--> statement-breakpoint
ALTER TABLE "nodes" ADD COLUMN "partner_roots" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "partner_id" uuid;--> statement-breakpoint
ALTER TABLE "partners" ADD CONSTRAINT "partners_organization_id_workspace_id_workspaces_organization_id_id_fk" FOREIGN KEY ("organization_id","workspace_id") REFERENCES "public"."workspaces"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partners" ADD CONSTRAINT "partners_root_folder" FOREIGN KEY ("organization_id","workspace_id","root_folder_id") REFERENCES "public"."nodes"("organization_id","workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "partners_by_responsible" ON "partners" USING btree ("organization_id","responsible_user_id");--> statement-breakpoint
CREATE INDEX "users_of_partner" ON "users" USING btree ("organization_id","partner_id","name_key","id") WHERE partner_id is not null;--> statement-breakpoint
CREATE INDEX "folder_permissions_by_partner" ON "folder_permissions" USING btree ("organization_id","partner_id","folder_id") WHERE partner_id is not null;--> statement-breakpoint
CREATE INDEX "invitations_into_partner" ON "invitations" USING btree ("organization_id","partner_id") WHERE partner_id is not null;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_of_partners_have_no_role" CHECK ("users"."partner_id" is null or not ("users"."is_organization_admin" or "users"."is_workspace_admin"));--> statement-breakpoint
ALTER TABLE "nodes" ADD CONSTRAINT "nodes_of_partners_stay" CHECK ("nodes"."partner_roots" = 0 or ("nodes"."kind" = 'folder' and "nodes"."trashed_at" is null));--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_into_partner_without_role" CHECK ("invitations"."partner_id" is null or not "invitations"."is_workspace_admin");