-- title: Which are the biggest pledges without any evidence?
-- group: Promises
-- Pledges of money, each dollar once, of which nobody has entered what became of them, the largest first. It says nothing about whether they were paid.
SELECT
  round(money_pledged.amount_usd / 1000000.0, 1) AS millions_of_dollars,
  min(coalesce(countries.name, organizations.name))
    || CASE WHEN max(money_pledged.promisers) > 1 THEN ' and ' || (max(money_pledged.promisers) - 1) || ' more' ELSE '' END AS promiser,
  commitments.summary AS commitment,
  commitments.made_on,
  commitments.due_on,
  ministerials.name AS ministerial,
  commitments.ministerial_id,
  commitments.commitment_id
FROM money_pledged
JOIN commitments USING (commitment_id)
JOIN ministerials ON ministerials.ministerial_id = commitments.ministerial_id
JOIN commitment_status USING (commitment_id)
LEFT JOIN countries ON countries.country_id = money_pledged.promiser_id
LEFT JOIN organizations ON organizations.organization_id = money_pledged.promiser_id
WHERE commitment_status.events = 0
GROUP BY commitments.commitment_id
ORDER BY money_pledged.amount_usd DESC, commitments.commitment_id
LIMIT 100
