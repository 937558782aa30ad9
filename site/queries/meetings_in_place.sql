-- title: Which meetings took place here?
-- group: Meetings
-- choose place = panama-city-panama from places_of_meetings
-- The ministerials and summits that met in one place, with the parties that sources name and what was promised.
SELECT
  ministerials.started_on,
  ministerials.name AS ministerial,
  series.name AS series,
  ministerials.level,
  (SELECT count(*) FROM participants WHERE participants.ministerial_id = ministerials.ministerial_id) AS named,
  (SELECT count(*) FROM commitments WHERE commitments.ministerial_id = ministerials.ministerial_id) AS commitments,
  ministerials.ministerial_id
FROM ministerials
LEFT JOIN series USING (series_id)
WHERE ministerials.place_id = coalesce(nullif(:place, ''), 'panama-city-panama')
ORDER BY ministerials.started_on DESC, ministerials.ministerial_id
