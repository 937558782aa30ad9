SELECT
  ministerials.ministerial_id,
  ministerials.name,
  ministerials.started_on,
  ministerials.ended_on,
  ministerials.date_precision,
  places.name AS place
FROM ministerials
LEFT JOIN places USING (place_id)
ORDER BY ministerials.started_on DESC, ministerials.ministerial_id
LIMIT 40
