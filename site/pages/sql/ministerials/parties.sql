-- The parties of the commitments, each with what it promised and what it is to receive.
SELECT
  commitment_parties.country_id,
  commitment_parties.organization_id,
  coalesce(countries.name, organizations.name) AS party,
  count(DISTINCT CASE WHEN commitment_parties.role = 'promiser' THEN commitment_id END) AS promised,
  count(DISTINCT CASE WHEN commitment_parties.role = 'beneficiary' THEN commitment_id END) AS received,
  count(DISTINCT CASE WHEN commitment_parties.role NOT IN ('promiser', 'beneficiary') THEN commitment_id END) AS other_roles
FROM commitments
JOIN commitment_parties USING (commitment_id)
LEFT JOIN countries USING (country_id)
LEFT JOIN organizations ON organizations.organization_id = commitment_parties.organization_id
WHERE commitments.ministerial_id = :id
GROUP BY coalesce(commitment_parties.country_id, commitment_parties.organization_id)
ORDER BY promised DESC, received DESC, party
