-- title: Which promises were reversed or not kept?
-- group: Promises
-- Commitments of which the newest evidence says that they were reversed or not fulfilled, with who says so.
SELECT
  commitment_status.status,
  commitment_status.status_on,
  commitments.summary AS commitment,
  ministerials.name AS ministerial,
  commitments.made_on,
  commitments.due_on,
  commitment_status.assessor,
  commitments.ministerial_id,
  commitments.commitment_id,
  commitment_status.status_source_id
FROM commitment_status
JOIN commitments USING (commitment_id)
JOIN ministerials ON ministerials.ministerial_id = commitments.ministerial_id
WHERE commitment_status.status IN ('reversed', 'not_fulfilled')
ORDER BY commitment_status.status_on DESC, commitments.commitment_id
