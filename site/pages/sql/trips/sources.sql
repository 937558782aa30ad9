-- The documents on which the trip, its stops, places and engagements rest, the first and the further ones.
WITH rows(table_name, record_id, source_id) AS (
  SELECT 'trips', trip_id, source_id FROM trips WHERE trip_id = :id
  UNION ALL
  SELECT 'stops', stop_id, source_id FROM stops WHERE trip_id = :id
  UNION ALL
  SELECT 'engagements', engagement_id, engagements.source_id FROM stops JOIN engagements USING (stop_id) WHERE trip_id = :id
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
