SELECT memberships.*, countries.name AS country
FROM memberships
JOIN countries USING (country_id)
WHERE memberships.organization_id = :id
ORDER BY memberships.left_on IS NOT NULL, country
