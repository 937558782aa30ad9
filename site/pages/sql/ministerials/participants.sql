SELECT participants.*, coalesce(countries.name, organizations.name) AS party
FROM participants
LEFT JOIN countries USING (country_id)
LEFT JOIN organizations ON organizations.organization_id = participants.organization_id
WHERE participants.ministerial_id = :id
ORDER BY party
