-- A reference that forgets one column when its target goes, which the schema language cannot say.
ALTER TABLE file_versions ADD CONSTRAINT file_versions_owner
  FOREIGN KEY (organization_id, owner_user_id) REFERENCES users (organization_id, id)
  ON DELETE SET NULL (owner_user_id);
