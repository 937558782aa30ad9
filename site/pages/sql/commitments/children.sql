SELECT
  commitments.commitment_id,
  commitments.summary,
  commitments.parent_relation,
  commitments.made_on,
  commitments.made_precision,
  ministerials.name AS ministerial,
  ministerials.ministerial_id
FROM commitments
JOIN ministerials USING (ministerial_id)
WHERE commitments.parent_commitment_id = :id
ORDER BY commitments.parent_relation, commitments.commitment_id
