SELECT countries.country_id AS value, countries.name || ' (' || count(DISTINCT commitment_parties.commitment_id) || ')' AS name
FROM commitment_parties
JOIN countries USING (country_id)
WHERE commitment_parties.role = 'promiser'
GROUP BY countries.country_id
ORDER BY countries.name
