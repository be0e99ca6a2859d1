DROP INDEX "operations_by_account";--> statement-breakpoint
CREATE INDEX "operations_by_user" ON "operations" USING btree ("organization_id","user_id","created_at");