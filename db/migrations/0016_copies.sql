CREATE TABLE "copies" (
	"organization_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"folder_id" uuid NOT NULL,
	"node_ids" uuid[] NOT NULL,
	"if_taken" text NOT NULL,
	"is_placed" boolean DEFAULT false NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"copied" bigint DEFAULT 0 NOT NULL,
	"reserved" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "copies_organization_id_operation_id_pk" PRIMARY KEY("organization_id","operation_id"),
	CONSTRAINT "copies_if_taken" CHECK ("copies"."if_taken" in ('keep-both', 'replace', 'skip')),
	CONSTRAINT "copies_reserved" CHECK ("copies"."reserved" >= 0)
);
--> statement-breakpoint
CREATE TABLE "copy_folders" (
	"organization_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"destination_id" uuid NOT NULL,
	"after" text,
	CONSTRAINT "copy_folders_key" PRIMARY KEY("organization_id","operation_id","source_id","destination_id")
);
--> statement-breakpoint
ALTER TABLE "copies" ADD CONSTRAINT "copies_operation" FOREIGN KEY ("organization_id","operation_id") REFERENCES "public"."operations"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "copies" ADD CONSTRAINT "copies_workspace" FOREIGN KEY ("organization_id","workspace_id") REFERENCES "public"."workspaces"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "copies" ADD CONSTRAINT "copies_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "copy_folders" ADD CONSTRAINT "copy_folders_copy" FOREIGN KEY ("organization_id","operation_id") REFERENCES "public"."copies"("organization_id","operation_id") ON DELETE cascade ON UPDATE no action;