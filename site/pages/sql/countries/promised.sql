-- insert commitment_rows
WHERE commitments.commitment_id IN (
  SELECT commitment_id FROM commitment_parties WHERE country_id = :id AND role = 'promiser'
)
ORDER BY commitments.made_on DESC, commitments.commitment_id
LIMIT 41
