ALTER TABLE "folder_ways" DROP COLUMN "child_id";--> statement-breakpoint
-- Its result had the column.
DROP FUNCTION IF EXISTS ways_above(uuid, uuid, uuid);
