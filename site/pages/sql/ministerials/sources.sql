WITH rows(table_name, record_id, source_id) AS (
  SELECT 'ministerials', ministerial_id, source_id FROM ministerials WHERE ministerial_id = :id
  UNION ALL
  SELECT 'participants', participant_id, source_id FROM participants WHERE ministerial_id = :id
  UNION ALL
  SELECT 'participant_claims', participant_claim_id, source_id FROM participant_claims WHERE ministerial_id = :id
  UNION ALL
  SELECT 'commitments', commitment_id, source_id FROM commitments WHERE ministerial_id = :id
),
cited AS (
  SELECT source_id FROM rows
  UNION ALL
  SELECT citations.source_id FROM rows JOIN citations USING (table_name, record_id)
)
SELECT sources.*, count(*) AS rows
FROM cited
JOIN sources USING (source_id)
GROUP BY sources.source_id
ORDER BY rows DESC, sources.published_on, sources.source_id
