-- title: Which promises fall due in this year?
-- group: Promises
-- choose year = 2026 from years_with_promises_due
-- Commitments whose due date lies in the year asked for, with what is known of them.
SELECT
  commitments.due_on,
  commitments.due_precision,
  coalesce(countries.name, organizations.name) AS promiser,
  commitments.summary AS commitment,
  ministerials.name AS ministerial,
  commitment_status.status,
  commitments.commitment_id
FROM commitments
JOIN ministerials USING (ministerial_id)
JOIN commitment_status USING (commitment_id)
JOIN commitment_parties ON commitment_parties.commitment_id = commitments.commitment_id AND commitment_parties.role = 'promiser'
LEFT JOIN countries ON countries.country_id = commitment_parties.country_id
LEFT JOIN organizations ON organizations.organization_id = commitment_parties.organization_id
WHERE strftime('%Y', commitments.due_on) = coalesce(nullif(:year, ''), '2026')
ORDER BY commitments.due_on, commitments.commitment_id, promiser
