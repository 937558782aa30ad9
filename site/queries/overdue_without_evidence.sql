-- title: Which promises are past their day, with nothing known?
-- group: Promises
-- Commitments whose due date lies before the end of the record and of which no evidence has been entered, the oldest first. It says nothing about whether
-- they were kept.
SELECT
  commitments.due_on,
  commitments.summary AS commitment,
  ministerials.name AS ministerial,
  commitments.verifiability,
  commitments.commitment_id
FROM commitments
JOIN ministerials USING (ministerial_id)
JOIN commitment_status USING (commitment_id)
WHERE commitments.due_on IS NOT NULL
  AND commitment_status.status = 'unassessed'
  AND commitments.due_on < (SELECT max(started_on) FROM ministerials)
ORDER BY commitments.due_on, commitments.commitment_id
