SELECT
  ministerials.*,
  places.name AS place,
  (
    SELECT count(*)
    FROM participants
    WHERE participants.ministerial_id = ministerials.ministerial_id AND participants.role NOT IN ('invited', 'sideline')
  ) AS participants,
  (SELECT count(*) FROM commitments WHERE commitments.ministerial_id = ministerials.ministerial_id) AS commitments,
  (
    SELECT group_concat(DISTINCT secretaries.name)
    FROM engagements
    JOIN stops USING (stop_id)
    JOIN trips USING (trip_id)
    JOIN secretaries USING (secretary_id)
    WHERE engagements.ministerial_id = ministerials.ministerial_id
  ) AS secretaries
FROM ministerials
LEFT JOIN places USING (place_id)
WHERE ministerials.series_id = :id
ORDER BY ministerials.started_on DESC, ministerials.ministerial_id
