SELECT
  ministerials.*,
  series.name AS series,
  places.name AS place,
  (SELECT count(*) FROM participants WHERE participants.ministerial_id = ministerials.ministerial_id) AS participants,
  (SELECT count(*) FROM commitments WHERE commitments.ministerial_id = ministerials.ministerial_id) AS commitments
FROM ministerials
LEFT JOIN series USING (series_id)
LEFT JOIN places USING (place_id)
WHERE ministerials.ministerial_id IN (
  SELECT engagements.ministerial_id FROM stops JOIN engagements USING (stop_id) WHERE stops.trip_id = :id
)
ORDER BY ministerials.started_on, ministerials.ministerial_id
