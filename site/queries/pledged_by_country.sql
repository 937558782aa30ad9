-- title: Who pledged the most money?
-- group: Promises
-- Dollars promised alone, by promiser, each dollar counted once: parts of a counted total, repeats, running totals and sums only asked of a
-- legislature are left out, and so are other currencies. These are the meetings of this dataset, not all aid.
SELECT
  coalesce(countries.name, organizations.name) AS promiser,
  count(*) AS pledges,
  round(sum(money_pledged.amount_usd) / 1000000.0, 1) AS millions_of_dollars,
  sum(commitment_status.status <> 'unassessed') AS pledges_with_evidence
FROM money_pledged
JOIN commitment_status USING (commitment_id)
LEFT JOIN countries ON countries.country_id = money_pledged.promiser_id
LEFT JOIN organizations ON organizations.organization_id = money_pledged.promiser_id
WHERE money_pledged.promisers = 1
GROUP BY money_pledged.promiser_id
ORDER BY millions_of_dollars DESC
