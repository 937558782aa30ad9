SELECT memberships.*, organizations.name AS organization
FROM memberships
JOIN organizations USING (organization_id)
WHERE memberships.country_id = :id
ORDER BY memberships.left_on IS NOT NULL, memberships.joined_on, organization
