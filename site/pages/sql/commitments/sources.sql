WITH rows(table_name, record_id, source_id) AS (
  SELECT 'commitments', commitment_id, source_id FROM commitments WHERE commitment_id = :id
  UNION ALL
  SELECT 'commitment_parties', commitment_party_id, source_id FROM commitment_parties WHERE commitment_id = :id
  UNION ALL
  SELECT 'commitment_events', commitment_event_id, source_id FROM commitment_events WHERE commitment_id = :id
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
