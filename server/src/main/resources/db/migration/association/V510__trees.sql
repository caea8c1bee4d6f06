-- Children of a person one after the other: a page of descendants takes up where the one before ended. Ended spells are
-- passed over inside the index.
CREATE INDEX association_spell_below ON association_spell (org_id, parent_id, association_id, to_at) WHERE parent_id IS NOT NULL;

-- The first people of a company by role, without sorting the others.
DROP INDEX association_spell_of_company;
CREATE INDEX association_spell_of_company ON association_spell (org_id, company_id, role_code, association_id, to_at) WHERE company_id IS NOT NULL;
