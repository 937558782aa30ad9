SELECT commitment_parties.*, coalesce(countries.name, organizations.name) AS party
FROM commitment_parties
LEFT JOIN countries USING (country_id)
LEFT JOIN organizations ON organizations.organization_id = commitment_parties.organization_id
WHERE commitment_parties.commitment_id = :id
ORDER BY party
