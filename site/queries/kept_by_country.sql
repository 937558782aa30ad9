-- title: Who promised, and for whom is there evidence of delivery?
-- group: Promises
-- Commitments by promiser, and what the newest evidence says of them. Unassessed means that no evidence has been entered, not that nothing was done. A
-- commitment of several promisers counts for each of them. Money: dollars promised alone, each dollar once.
WITH money AS (
  SELECT promiser_id, round(sum(amount_usd) / 1000000.0, 1) AS millions_of_dollars
  FROM money_pledged
  WHERE promisers = 1
  GROUP BY promiser_id
)
SELECT
  coalesce(countries.name, organizations.name) AS promiser,
  count(DISTINCT commitment_parties.commitment_id) AS commitments,
  count(DISTINCT CASE WHEN commitment_status.status IN ('fulfilled', 'substantially_fulfilled') THEN commitment_id END) AS fulfilled,
  count(DISTINCT CASE WHEN commitment_status.status = 'in_progress' THEN commitment_id END) AS in_progress,
  count(DISTINCT CASE WHEN commitment_status.status IN ('not_fulfilled', 'reversed') THEN commitment_id END) AS not_kept,
  count(DISTINCT CASE WHEN commitment_status.status = 'unassessed' THEN commitment_id END) AS unassessed,
  money.millions_of_dollars,
  coalesce(commitment_parties.country_id, commitment_parties.organization_id) AS promiser_id
FROM commitment_parties
JOIN commitment_status USING (commitment_id)
LEFT JOIN countries USING (country_id)
LEFT JOIN organizations ON organizations.organization_id = commitment_parties.organization_id
LEFT JOIN money ON money.promiser_id = coalesce(commitment_parties.country_id, commitment_parties.organization_id)
WHERE commitment_parties.role = 'promiser'
GROUP BY coalesce(commitment_parties.country_id, commitment_parties.organization_id)
ORDER BY commitments DESC, promiser
