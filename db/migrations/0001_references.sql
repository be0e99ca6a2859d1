-- References that forget one column when their target goes, which the schema language cannot say.
ALTER TABLE workspaces ADD CONSTRAINT workspaces_code_given
  FOREIGN KEY (organization_id, code) REFERENCES workspace_codes (organization_id, code);
--> statement-breakpoint
ALTER TABLE accounts ADD CONSTRAINT accounts_sign_in_user
  FOREIGN KEY (organization_id, id, sign_in_user_id) REFERENCES users (organization_id, account_id, id)
  ON DELETE SET NULL (sign_in_user_id);
--> statement-breakpoint
ALTER TABLE sessions ADD CONSTRAINT sessions_acting_user
  FOREIGN KEY (organization_id, account_id, acting_user_id) REFERENCES users (organization_id, account_id, id)
  ON DELETE SET NULL (acting_user_id);
--> statement-breakpoint
ALTER TABLE operations ADD CONSTRAINT operations_workspace
  FOREIGN KEY (organization_id, workspace_id) REFERENCES workspaces (organization_id, id)
  ON DELETE SET NULL (workspace_id);
--> statement-breakpoint
ALTER TABLE operations ADD CONSTRAINT operations_account
  FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id)
  ON DELETE SET NULL (account_id);
--> statement-breakpoint
ALTER TABLE operations ADD CONSTRAINT operations_user
  FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
  ON DELETE SET NULL (user_id);
