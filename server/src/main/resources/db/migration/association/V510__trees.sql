-- Children of a person one after the other: a page of descendants takes up where the one before ended. In place of the
-- index without association_id, not beside it: the planner would sort what that one finds, for each row of a page.
DROP INDEX association_spell_of_parent;
CREATE INDEX association_spell_of_parent ON association_spell (org_id, parent_id, association_id, to_at) WHERE parent_id IS NOT NULL;

-- The first people of a company by role, without sorting the others, and counts by role from the index alone.
DROP INDEX association_spell_of_company;
CREATE INDEX association_spell_of_company ON association_spell (org_id, company_id, role_code, association_id, to_at) INCLUDE (from_at) WHERE company_id IS NOT NULL;
