-- insert commitment_rows
WHERE commitments.ministerial_id = :id
ORDER BY commitments.parent_relation IS NOT NULL, commitments.commitment_id
LIMIT 151
