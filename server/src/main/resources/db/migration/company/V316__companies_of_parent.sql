-- The first companies below one, in their order, from the index alone. Without the id in it the planner went through all
-- companies of the organisation in the order of ids, once for each company of a tree.
DROP INDEX company_of_parent;
CREATE INDEX company_of_parent ON company (org_id, parent_id, id) WHERE parent_id IS NOT NULL;
