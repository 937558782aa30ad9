SELECT organizations.organization_id AS value, organizations.name AS name
FROM organizations
WHERE organization_id IN (SELECT organization_id FROM memberships)
ORDER BY organizations.name
