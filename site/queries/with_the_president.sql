-- title: How often did Secretaries travel with the President?
-- group: Trips
-- For each Secretary, the stops at which they were in the party of the President or the Vice President, and their share of all stops.
SELECT
  secretaries.name AS secretary,
  count(DISTINCT stops.stop_id) AS stops,
  count(DISTINCT CASE WHEN engagements.kind = 'accompanied_president' THEN stops.stop_id END) AS with_the_president,
  round(
    100.0 * count(DISTINCT CASE WHEN engagements.kind = 'accompanied_president' THEN stops.stop_id END)
    / count(DISTINCT stops.stop_id), 1
  ) AS percent
FROM stops
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
LEFT JOIN engagements USING (stop_id)
GROUP BY secretaries.secretary_id
ORDER BY with_the_president DESC, secretary
