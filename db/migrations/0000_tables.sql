CREATE TABLE "accounts" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"sign_in_user_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "accounts_email" UNIQUE("organization_id","email"),
	CONSTRAINT "accounts_email_canonical" CHECK ("accounts"."email" = lower(btrim("accounts"."email")) and char_length("accounts"."email") <= 254),
	CONSTRAINT "accounts_name" CHECK (char_length("accounts"."name") between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "users" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"is_organization_admin" boolean DEFAULT false NOT NULL,
	"is_workspace_admin" boolean DEFAULT false NOT NULL,
	"invited_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "users_of_account" UNIQUE("organization_id","account_id","id"),
	CONSTRAINT "users_one_per_workspace" UNIQUE("organization_id","account_id","workspace_id"),
	CONSTRAINT "users_state" CHECK ("users"."state" in ('active', 'deactivated'))
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"organization_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "activity_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"event" text NOT NULL,
	"account_id" uuid,
	"person_name" text NOT NULL,
	"email" text NOT NULL,
	"workspace_id" uuid,
	"workspace_name" text NOT NULL,
	"detail" text NOT NULL,
	"address" text NOT NULL,
	"client" text NOT NULL,
	"request_id" text NOT NULL,
	CONSTRAINT "activity_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_records" (
	"organization_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"event" text NOT NULL,
	"account_id" uuid,
	"workspace_id" uuid,
	"search_text" text NOT NULL,
	"body" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_records_organization_id_seq_pk" PRIMARY KEY("organization_id","seq")
);
--> statement-breakpoint
CREATE TABLE "operation_lines" (
	"organization_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"message" text NOT NULL,
	CONSTRAINT "operation_lines_organization_id_operation_id_line_pk" PRIMARY KEY("organization_id","operation_id","line")
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"workspace_id" uuid,
	"workspace_name" text NOT NULL,
	"account_id" uuid,
	"user_id" uuid,
	"started_by" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"input" jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"is_cancellable" boolean NOT NULL,
	"cancel_asked_at" timestamp with time zone,
	"fence" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "operations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "operations_state" CHECK ("operations"."state" in ('queued', 'running', 'done', 'failed', 'cancelled')),
	CONSTRAINT "operations_progress" CHECK ("operations"."done" >= 0 and "operations"."total" >= 0)
);
--> statement-breakpoint
CREATE TABLE "worker_pools" (
	"id" text PRIMARY KEY NOT NULL,
	"beat_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organization_counts" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"workspaces" integer DEFAULT 0 NOT NULL,
	"users" integer DEFAULT 0 NOT NULL,
	"people" integer DEFAULT 0 NOT NULL,
	"organization_admins" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"allows_local_users" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_slug_unique" UNIQUE("slug"),
	CONSTRAINT "organizations_slug" CHECK ("organizations"."slug" ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
	CONSTRAINT "organizations_name" CHECK (char_length("organizations"."name") between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"organization_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"input_hash" text NOT NULL,
	"result" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_organization_id_account_id_key_pk" PRIMARY KEY("organization_id","account_id","key")
);
--> statement-breakpoint
CREATE TABLE "set_up_codes" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "password_resets" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "password_resets_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "password_resets_token" UNIQUE("organization_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"acting_user_id" uuid,
	"address" text NOT NULL,
	"client" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "sessions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "sessions_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "throttles" (
	"organization_id" uuid NOT NULL,
	"key" text NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "throttles_organization_id_key_pk" PRIMARY KEY("organization_id","key"),
	CONSTRAINT "throttles_failures" CHECK ("throttles"."failures" >= 0)
);
--> statement-breakpoint
CREATE TABLE "legal_holds" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lifted_at" timestamp with time zone,
	CONSTRAINT "legal_holds_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "workspace_codes" (
	"organization_id" uuid NOT NULL,
	"code" text NOT NULL,
	"given_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workspace_codes_organization_id_code_pk" PRIMARY KEY("organization_id","code"),
	CONSTRAINT "workspace_codes_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "workspace_counts" (
	"organization_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"users" integer DEFAULT 0 NOT NULL,
	"workspace_admins" integer DEFAULT 0 NOT NULL,
	"organization_admins" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "workspace_counts_organization_id_workspace_id_pk" PRIMARY KEY("organization_id","workspace_id")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "workspaces_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "workspaces_code_unique" UNIQUE("code"),
	CONSTRAINT "workspaces_code" CHECK ("workspaces"."code" ~ '^[0-9]{2}-[0-9]{7}$'),
	CONSTRAINT "workspaces_name_length" CHECK (char_length("workspaces"."name") between 1 and 80),
	CONSTRAINT "workspaces_description_length" CHECK (char_length("workspaces"."description") <= 500),
	CONSTRAINT "workspaces_default_stays" CHECK (not ("workspaces"."is_default" and "workspaces"."deleted_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_organization_id_account_id_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "public"."accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_organization_id_workspace_id_workspaces_organization_id_id_fk" FOREIGN KEY ("organization_id","workspace_id") REFERENCES "public"."workspaces"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD CONSTRAINT "audit_heads_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_records" ADD CONSTRAINT "audit_records_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation_lines" ADD CONSTRAINT "operation_lines_organization_id_operation_id_operations_organization_id_id_fk" FOREIGN KEY ("organization_id","operation_id") REFERENCES "public"."operations"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_counts" ADD CONSTRAINT "organization_counts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_organization_id_account_id_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "public"."accounts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_organization_id_account_id_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "public"."accounts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_organization_id_account_id_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "public"."accounts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "throttles" ADD CONSTRAINT "throttles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_organization_id_workspace_id_workspaces_organization_id_id_fk" FOREIGN KEY ("organization_id","workspace_id") REFERENCES "public"."workspaces"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_codes" ADD CONSTRAINT "workspace_codes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_counts" ADD CONSTRAINT "workspace_counts_organization_id_workspace_id_workspaces_organization_id_id_fk" FOREIGN KEY ("organization_id","workspace_id") REFERENCES "public"."workspaces"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "users_by_workspace" ON "users" USING btree ("organization_id","workspace_id","id");--> statement-breakpoint
CREATE INDEX "activity_by_workspace" ON "activity" USING btree ("organization_id","workspace_id","id");--> statement-breakpoint
CREATE INDEX "activity_by_account" ON "activity" USING btree ("organization_id","account_id","id");--> statement-breakpoint
CREATE INDEX "audit_records_by_workspace" ON "audit_records" USING btree ("organization_id","workspace_id","seq");--> statement-breakpoint
CREATE INDEX "audit_records_by_account" ON "audit_records" USING btree ("organization_id","account_id","seq");--> statement-breakpoint
CREATE INDEX "audit_records_by_event" ON "audit_records" USING btree ("organization_id","event","seq");--> statement-breakpoint
CREATE INDEX "audit_records_by_time" ON "audit_records" USING btree ("organization_id","at");--> statement-breakpoint
CREATE INDEX "operations_by_creation" ON "operations" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "operations_by_workspace" ON "operations" USING btree ("organization_id","workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "operations_by_account" ON "operations" USING btree ("organization_id","account_id","created_at");--> statement-breakpoint
CREATE INDEX "operations_open" ON "operations" USING btree ("organization_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "idempotency_keys_by_age" ON "idempotency_keys" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "password_resets_by_account" ON "password_resets" USING btree ("organization_id","account_id");--> statement-breakpoint
CREATE INDEX "sessions_by_account" ON "sessions" USING btree ("organization_id","account_id");--> statement-breakpoint
CREATE INDEX "sessions_by_acting_user" ON "sessions" USING btree ("organization_id","acting_user_id");--> statement-breakpoint
CREATE INDEX "legal_holds_by_workspace" ON "legal_holds" USING btree ("organization_id","workspace_id");--> statement-breakpoint
CREATE INDEX "workspace_counts_by_users" ON "workspace_counts" USING btree ("organization_id","users","workspace_id");--> statement-breakpoint
CREATE UNIQUE INDEX "workspaces_name" ON "workspaces" USING btree ("organization_id","name_key") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "workspaces_default" ON "workspaces" USING btree ("organization_id") WHERE is_default;--> statement-breakpoint
CREATE INDEX "workspaces_by_name" ON "workspaces" USING btree ("organization_id","name_key","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "workspaces_by_creation" ON "workspaces" USING btree ("organization_id","created_at","id") WHERE deleted_at is null;