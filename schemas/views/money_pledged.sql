-- Dollars promised by each promiser at each ministerial, no dollar counted twice.
-- Left out: parts of a total that counts itself, repeats of an earlier pledge, running totals, earlier announcements, sums only
-- requested of a legislature, and amounts without a figure in dollars. Parts of a total that does not count, such as a host's sum of
-- what everybody pledged, do count. A promise of several promisers counts whole for each of them and says so in promisers; add rows up
-- only where promisers is 1.
--
--   promiser_id: Key of the country or organization that promised.
--   promisers: Number of promisers of this commitment.
WITH RECURSIVE promisers AS (
  SELECT commitment_id, count(*) AS promisers
  FROM commitment_parties
  WHERE role = 'promiser'
  GROUP BY commitment_id
),
-- What could be added up, if it were not for wholes and parts.
countable AS (
  SELECT commitment_id
  FROM commitments
  WHERE amount_usd IS NOT NULL
    AND kind <> 'restated_pledge'
    AND parent_relation IS NOT 'restates'
    AND amount_kind IN ('new', 'unclear')
),
-- Each part with the wholes above it.
wholes AS (
  SELECT commitment_id, parent_commitment_id AS whole_id FROM commitments WHERE parent_relation = 'part_of'
  UNION
  SELECT wholes.commitment_id, commitments.parent_commitment_id
  FROM wholes
  JOIN commitments ON commitments.commitment_id = wholes.whole_id
  WHERE commitments.parent_relation = 'part_of'
)
SELECT
  commitments.commitment_id,
  commitments.ministerial_id,
  ministerials.started_on,
  coalesce(commitment_parties.country_id, commitment_parties.organization_id) AS promiser_id,
  commitments.amount_usd,
  commitments.amount_qualifier,
  commitments.amount_period,
  commitments.amount_kind,
  promisers.promisers,
  commitments.source_id
FROM commitments
JOIN ministerials USING (ministerial_id)
JOIN commitment_parties ON commitment_parties.commitment_id = commitments.commitment_id AND commitment_parties.role = 'promiser'
JOIN promisers ON promisers.commitment_id = commitments.commitment_id
JOIN countable ON countable.commitment_id = commitments.commitment_id
WHERE commitments.commitment_id NOT IN (
  SELECT wholes.commitment_id FROM wholes JOIN countable ON countable.commitment_id = wholes.whole_id
)
ORDER BY ministerials.started_on, commitments.commitment_id
