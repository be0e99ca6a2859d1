ALTER TABLE "operations" DROP CONSTRAINT "operations_progress";--> statement-breakpoint
ALTER TABLE "copies" ADD COLUMN "names" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "reserved" bigint GENERATED ALWAYS AS (case state when 'open' then size else 0 end) STORED;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_progress" CHECK ("operations"."done" >= 0 and "operations"."total" >= 0 and "operations"."failures" >= 0);