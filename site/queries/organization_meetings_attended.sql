-- title: How many of an organization's meetings did each Secretary attend?
-- group: Meetings
-- choose organization = nato from organizations_with_meetings
-- Meetings of the series that the organization governs (for NATO its councils of ministers and summits), by Secretary. Only meetings abroad that the
-- Historian's remarks or other sources name; a Secretary at a meeting in the United States made no trip.
SELECT
  secretaries.name AS secretary,
  count(DISTINCT ministerials.ministerial_id) AS meetings,
  min(ministerials.started_on) AS first_on,
  max(ministerials.started_on) AS last_on,
  group_concat(DISTINCT series.name) AS series,
  secretaries.secretary_id
FROM series
JOIN ministerials USING (series_id)
JOIN engagements USING (ministerial_id)
JOIN stops USING (stop_id)
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
WHERE series.organization_id = coalesce(nullif(:organization, ''), 'nato')
GROUP BY secretaries.secretary_id
ORDER BY meetings DESC, secretary
