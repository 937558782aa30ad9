-- What falls due next; where nothing does any more, what fell due last.
SELECT
  commitments.commitment_id,
  commitments.summary,
  commitments.due_on,
  commitments.due_precision,
  ministerials.name AS ministerial,
  ministerials.ministerial_id,
  commitment_status.status
FROM commitments
JOIN ministerials USING (ministerial_id)
JOIN commitment_status USING (commitment_id)
WHERE commitments.due_on IS NOT NULL
ORDER BY
  commitments.due_on < :today,
  CASE WHEN commitments.due_on >= :today THEN commitments.due_on END,
  commitments.due_on DESC,
  commitments.commitment_id
LIMIT 8
