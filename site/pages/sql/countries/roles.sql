SELECT commitment_parties.role, commitment_status.status, count(DISTINCT commitment_parties.commitment_id) AS commitments
FROM commitment_parties
JOIN commitment_status USING (commitment_id)
WHERE commitment_parties.country_id = :id
GROUP BY commitment_parties.role, commitment_status.status
ORDER BY commitment_parties.role, commitments DESC
