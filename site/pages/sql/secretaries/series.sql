-- The series of meetings that the Secretary attended, and the attended meetings of no series.
SELECT
  series.series_id,
  coalesce(series.name, 'Meetings of no series') AS series,
  count(DISTINCT ministerials.ministerial_id) AS meetings,
  min(ministerials.started_on) AS first_on,
  max(ministerials.started_on) AS last_on
FROM trips
JOIN stops USING (trip_id)
JOIN engagements USING (stop_id)
JOIN ministerials USING (ministerial_id)
LEFT JOIN series USING (series_id)
WHERE trips.secretary_id = :id
GROUP BY series.series_id
ORDER BY series.series_id IS NULL, meetings DESC, series
