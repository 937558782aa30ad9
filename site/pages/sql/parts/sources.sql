-- The source of a row, and the further ones.
SELECT sources.*, 1 AS rows
FROM sources
WHERE source_id = :source
  OR source_id IN (SELECT citations.source_id FROM citations WHERE table_name = :table AND record_id = :id)
ORDER BY source_id = :source DESC, published_on, source_id
