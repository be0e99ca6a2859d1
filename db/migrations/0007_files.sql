CREATE TABLE "file_versions" (
	"organization_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"size" bigint NOT NULL,
	"hash" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" text NOT NULL,
	"replaced_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_versions_organization_id_file_id_version_pk" PRIMARY KEY("organization_id","file_id","version"),
	CONSTRAINT "file_versions_hash" CHECK ("file_versions"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "file_versions_size" CHECK ("file_versions"."size" >= 0)
);
--> statement-breakpoint
CREATE TABLE "folder_permissions" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"folder_id" uuid NOT NULL,
	"grantee_workspace_id" uuid NOT NULL,
	"user_id" uuid,
	"group_id" uuid,
	"partner_id" uuid,
	"level" text NOT NULL,
	"mask" integer NOT NULL,
	"is_recursive" boolean NOT NULL,
	"ends_at" timestamp with time zone,
	"given_by" text,
	"given_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "folder_permissions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "folder_permissions_one_grantee" CHECK (num_nonnulls("folder_permissions"."user_id", "folder_permissions"."group_id", "folder_permissions"."partner_id") = 1),
	CONSTRAINT "folder_permissions_level" CHECK (("folder_permissions"."level", "folder_permissions"."mask") in (('list', 1), ('read', 3), ('write', 4), ('share', 11), ('history', 17), ('full', 39), ('admin', 127))),
	CONSTRAINT "folder_permissions_in_workspace" CHECK ("folder_permissions"."grantee_workspace_id" = "folder_permissions"."workspace_id")
);
--> statement-breakpoint
CREATE TABLE "folder_ways" (
	"organization_id" uuid NOT NULL,
	"folder_id" uuid NOT NULL,
	"ancestor_id" uuid NOT NULL,
	"child_id" uuid NOT NULL,
	CONSTRAINT "folder_ways_organization_id_folder_id_ancestor_id_pk" PRIMARY KEY("organization_id","folder_id","ancestor_id")
);
--> statement-breakpoint
CREATE TABLE "nodes" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"parent_id" uuid,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"owner_user_id" uuid,
	"is_homes" boolean DEFAULT false NOT NULL,
	"home_user_id" uuid,
	"is_given" boolean DEFAULT false NOT NULL,
	"size" bigint DEFAULT 0 NOT NULL,
	"hash" text,
	"version" integer DEFAULT 1 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"trashed_at" timestamp with time zone,
	"trashed_by" text,
	CONSTRAINT "nodes_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "nodes_in_workspace" UNIQUE("organization_id","workspace_id","id"),
	CONSTRAINT "nodes_kind" CHECK ("nodes"."kind" in ('folder', 'file')),
	CONSTRAINT "nodes_name_length" CHECK (octet_length("nodes"."name") <= 255 and ("nodes"."name" = '') = ("nodes"."parent_id" is null)),
	CONSTRAINT "nodes_not_in_itself" CHECK ("nodes"."parent_id" <> "nodes"."id"),
	CONSTRAINT "nodes_bytes" CHECK (("nodes"."kind" = 'file') = ("nodes"."hash" is not null) and ("nodes"."kind" = 'file' or "nodes"."size" = 0)),
	CONSTRAINT "nodes_hash" CHECK ("nodes"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "nodes_size" CHECK ("nodes"."size" >= 0),
	CONSTRAINT "nodes_that_stay" CHECK (("nodes"."parent_id" is not null and not "nodes"."is_homes") or ("nodes"."kind" = 'folder' and "nodes"."trashed_at" is null)),
	CONSTRAINT "nodes_homes_are_folders" CHECK ("nodes"."home_user_id" is null or "nodes"."kind" = 'folder'),
	CONSTRAINT "nodes_trashed_by_somebody" CHECK (("nodes"."trashed_at" is null) = ("nodes"."trashed_by" is null))
);
--> statement-breakpoint
ALTER TABLE "file_versions" ADD CONSTRAINT "file_versions_organization_id_file_id_nodes_organization_id_id_fk" FOREIGN KEY ("organization_id","file_id") REFERENCES "public"."nodes"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "folder_permissions" ADD CONSTRAINT "folder_permissions_folder" FOREIGN KEY ("organization_id","workspace_id","folder_id") REFERENCES "public"."nodes"("organization_id","workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "folder_permissions" ADD CONSTRAINT "folder_permissions_user" FOREIGN KEY ("organization_id","grantee_workspace_id","user_id") REFERENCES "public"."users"("organization_id","workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "folder_permissions" ADD CONSTRAINT "folder_permissions_group" FOREIGN KEY ("organization_id","grantee_workspace_id","group_id") REFERENCES "public"."groups"("organization_id","workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nodes" ADD CONSTRAINT "nodes_organization_id_workspace_id_workspaces_organization_id_id_fk" FOREIGN KEY ("organization_id","workspace_id") REFERENCES "public"."workspaces"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nodes" ADD CONSTRAINT "nodes_parent" FOREIGN KEY ("organization_id","workspace_id","parent_id") REFERENCES "public"."nodes"("organization_id","workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_versions_by_replacing" ON "file_versions" USING btree ("organization_id","replaced_at");--> statement-breakpoint
CREATE UNIQUE INDEX "folder_permissions_of_user" ON "folder_permissions" USING btree ("organization_id","folder_id","user_id","level") WHERE user_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "folder_permissions_of_group" ON "folder_permissions" USING btree ("organization_id","folder_id","group_id","level") WHERE group_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "folder_permissions_of_partner" ON "folder_permissions" USING btree ("organization_id","folder_id","partner_id","level") WHERE partner_id is not null;--> statement-breakpoint
CREATE INDEX "folder_permissions_by_user" ON "folder_permissions" USING btree ("organization_id","user_id","folder_id") WHERE user_id is not null;--> statement-breakpoint
CREATE INDEX "folder_permissions_by_group" ON "folder_permissions" USING btree ("organization_id","group_id","folder_id") WHERE group_id is not null;--> statement-breakpoint
CREATE INDEX "folder_permissions_by_workspace" ON "folder_permissions" USING btree ("organization_id","workspace_id","folder_id");--> statement-breakpoint
CREATE INDEX "folder_ways_below" ON "folder_ways" USING btree ("organization_id","ancestor_id","folder_id");--> statement-breakpoint
CREATE UNIQUE INDEX "nodes_root" ON "nodes" USING btree ("organization_id","workspace_id") WHERE parent_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "nodes_homes" ON "nodes" USING btree ("organization_id","workspace_id") WHERE is_homes;--> statement-breakpoint
CREATE UNIQUE INDEX "nodes_home" ON "nodes" USING btree ("organization_id","home_user_id","workspace_id") WHERE home_user_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "nodes_name" ON "nodes" USING btree ("organization_id","parent_id","name_key") WHERE trashed_at is null;--> statement-breakpoint
CREATE INDEX "nodes_by_name" ON "nodes" USING btree ("organization_id","parent_id","kind","name_key","id") WHERE trashed_at is null;--> statement-breakpoint
CREATE INDEX "nodes_by_date" ON "nodes" USING btree ("organization_id","parent_id","kind","changed_at","id") WHERE trashed_at is null;--> statement-breakpoint
CREATE INDEX "nodes_by_size" ON "nodes" USING btree ("organization_id","parent_id","kind","size","id") WHERE trashed_at is null;--> statement-breakpoint
CREATE INDEX "nodes_by_parent" ON "nodes" USING btree ("organization_id","parent_id");--> statement-breakpoint
CREATE INDEX "nodes_of_workspace_by_name" ON "nodes" USING btree ("organization_id","workspace_id","name_key","id") WHERE trashed_at is null;--> statement-breakpoint
CREATE INDEX "nodes_trashed" ON "nodes" USING btree ("organization_id","workspace_id","trashed_at","id") WHERE trashed_at is not null;--> statement-breakpoint
CREATE INDEX "nodes_by_owner" ON "nodes" USING btree ("organization_id","owner_user_id","id") WHERE owner_user_id is not null;