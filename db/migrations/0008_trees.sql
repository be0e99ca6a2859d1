-- References that forget one column when their target goes, which the schema language cannot say.
ALTER TABLE nodes ADD CONSTRAINT nodes_owner
  FOREIGN KEY (organization_id, owner_user_id) REFERENCES users (organization_id, id)
  ON DELETE SET NULL (owner_user_id);
--> statement-breakpoint
ALTER TABLE nodes ADD CONSTRAINT nodes_home_of
  FOREIGN KEY (organization_id, home_user_id) REFERENCES users (organization_id, id)
  ON DELETE SET NULL (home_user_id);
--> statement-breakpoint
-- Workspaces and users that stand already get their trees, past the wall: its owner is let through until the wall is
-- put up again. A user's folder has their address as its name, which is unique in a workspace and its own key.
ALTER TABLE workspaces NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE users NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO nodes (organization_id, id, workspace_id, kind, name, name_key)
  SELECT organization_id, gen_random_uuid(), id, 'folder', '', '' FROM workspaces WHERE deleted_at IS NULL;
--> statement-breakpoint
INSERT INTO nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, is_homes)
  SELECT organization_id, gen_random_uuid(), workspace_id, id, 'folder', 'Home folders', 'home folders', true
  FROM nodes WHERE parent_id IS NULL;
--> statement-breakpoint
INSERT INTO nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, owner_user_id, home_user_id,
    is_given)
  SELECT u.organization_id, gen_random_uuid(), u.workspace_id, h.id, 'folder', u.email, u.email, u.id, u.id, true
  FROM users u JOIN nodes h ON h.organization_id = u.organization_id AND h.workspace_id = u.workspace_id AND h.is_homes;
--> statement-breakpoint
INSERT INTO folder_permissions (organization_id, id, workspace_id, folder_id, grantee_workspace_id, user_id, level, mask,
    is_recursive)
  SELECT organization_id, gen_random_uuid(), workspace_id, id, workspace_id, home_user_id, 'full', 39, true
  FROM nodes WHERE home_user_id IS NOT NULL;
--> statement-breakpoint
INSERT INTO folder_ways (organization_id, folder_id, ancestor_id, child_id)
  SELECT n.organization_id, n.id, n.parent_id, n.id FROM nodes n WHERE n.home_user_id IS NOT NULL
  UNION ALL
  SELECT n.organization_id, n.id, h.parent_id, h.id
  FROM nodes n JOIN nodes h ON h.organization_id = n.organization_id AND h.id = n.parent_id WHERE n.home_user_id IS NOT NULL;
--> statement-breakpoint
ALTER TABLE workspaces FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE users FORCE ROW LEVEL SECURITY;
