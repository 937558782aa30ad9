-- Dollars promised by each promiser at each ministerial, no dollar counted twice.
-- Left out: parts of a total (the total counts), repeats of an earlier pledge, running totals, earlier announcements, sums only
-- requested of a legislature, and amounts without a figure in dollars. A promise of several promisers counts whole for each of
-- them and says so in promisers; add rows up only where promisers is 1.
--
--   promiser_id: Key of the country or organization that promised.
--   promisers: Number of promisers of this commitment.
WITH promisers AS (
  SELECT commitment_id, count(*) AS promisers
  FROM commitment_parties
  WHERE role = 'promiser'
  GROUP BY commitment_id
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
WHERE commitments.amount_usd IS NOT NULL
  AND commitments.kind <> 'restated_pledge'
  AND commitments.parent_relation IS NOT 'part_of'
  AND commitments.parent_relation IS NOT 'restates'
  AND commitments.amount_kind IN ('new', 'unclear')
ORDER BY ministerials.started_on, commitments.commitment_id
