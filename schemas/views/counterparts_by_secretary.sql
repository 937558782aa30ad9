-- Whom each Secretary met: one row for each Secretary and person, with the first and the last time and how often.
-- A person met several times during one stop counts once; the Presidents whom Secretaries accompanied are left out.
--
--   secretary: Name of the Secretary.
--   counterpart: Name of the person.
--   country: Name of the country for which the person stood.
--   stops: Number of stops at which this Secretary met the person.
--   first_met_on: First day of the first of these stops.
--   last_met_on: First day of the last of these stops.
SELECT
  trips.secretary_id,
  secretaries.name AS secretary,
  counterparts.counterpart_id,
  counterparts.name AS counterpart,
  countries.name AS country,
  count(DISTINCT engagements.stop_id) AS stops,
  min(stops.arrived_on) AS first_met_on,
  max(stops.arrived_on) AS last_met_on
FROM engagements
JOIN counterparts USING (counterpart_id)
JOIN stops USING (stop_id)
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
LEFT JOIN countries ON countries.country_id = counterparts.country_id
WHERE engagements.kind = 'met' AND engagements.basis <> 'announced'
GROUP BY trips.secretary_id, counterparts.counterpart_id
ORDER BY trips.secretary_id, stops DESC, counterparts.counterpart_id
