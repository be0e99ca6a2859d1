-- References that forget one column when their target goes, and those to partners from what partners refer to themselves,
-- which the schema language cannot say.
ALTER TABLE partners ADD CONSTRAINT partners_responsible_user
  FOREIGN KEY (organization_id, workspace_id, responsible_user_id) REFERENCES users (organization_id, workspace_id, id)
  ON DELETE SET NULL (responsible_user_id);
--> statement-breakpoint
ALTER TABLE users ADD CONSTRAINT users_partner
  FOREIGN KEY (organization_id, workspace_id, partner_id) REFERENCES partners (organization_id, workspace_id, id)
  ON DELETE SET NULL (partner_id);
--> statement-breakpoint
ALTER TABLE invitations ADD CONSTRAINT invitations_partner
  FOREIGN KEY (organization_id, workspace_id, partner_id) REFERENCES partners (organization_id, workspace_id, id)
  ON DELETE SET NULL (partner_id);
--> statement-breakpoint
ALTER TABLE folder_permissions ADD CONSTRAINT folder_permissions_partner
  FOREIGN KEY (organization_id, grantee_workspace_id, partner_id) REFERENCES partners (organization_id, workspace_id, id)
  ON DELETE CASCADE;
