-- title: Which meetings of this series did Secretaries attend?
-- group: Meetings
-- choose series = oas-general-assembly from series_attended
-- The ministerials of one series with the Secretary who was there.
SELECT
  ministerials.started_on,
  ministerials.name AS ministerial,
  places.name AS place,
  group_concat(DISTINCT secretaries.name) AS secretaries,
  ministerials.date_basis,
  ministerials.ministerial_id
FROM ministerials
LEFT JOIN places USING (place_id)
LEFT JOIN engagements USING (ministerial_id)
LEFT JOIN stops USING (stop_id)
LEFT JOIN trips USING (trip_id)
LEFT JOIN secretaries USING (secretary_id)
WHERE ministerials.series_id = coalesce(nullif(:series, ''), 'oas-general-assembly')
GROUP BY ministerials.ministerial_id
ORDER BY ministerials.started_on
