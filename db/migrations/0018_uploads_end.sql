ALTER TABLE "uploads" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
UPDATE "uploads" SET "ended_at" = "started_at" WHERE "state" = 'done';--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_ended" CHECK ("uploads"."state" = 'open' or "uploads"."ended_at" is not null);