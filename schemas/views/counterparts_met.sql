-- Whom Secretaries met or accompanied: each person of counterparts, with the first and the last time and how often.
-- A person met several times during one stop counts once; a stop that is known only as announced does not count.
--
--   counterpart: Name of the person.
--   country: Name of the country for which the person stood.
--   organization: Name of the organization for which the person stood.
--   offices: The offices in which the person was met, from A to Z.
--   stops: Number of stops at which the person was met.
--   secretaries: Number of Secretaries who met the person.
--   first_met_on: First day of the first of these stops.
--   last_met_on: First day of the last of these stops.
WITH meetings AS (
  SELECT DISTINCT engagements.counterpart_id, engagements.stop_id, stops.arrived_on, trips.secretary_id
  FROM engagements
  JOIN stops USING (stop_id)
  JOIN trips USING (trip_id)
  WHERE engagements.counterpart_id IS NOT NULL AND engagements.basis <> 'announced'
),
offices AS (
  SELECT counterpart_id, group_concat(office, ', ') AS offices
  FROM (SELECT DISTINCT counterpart_id, office FROM engagements WHERE office IS NOT NULL ORDER BY counterpart_id, office)
  GROUP BY counterpart_id
)
SELECT
  counterparts.counterpart_id,
  counterparts.name AS counterpart,
  countries.name AS country,
  organizations.name AS organization,
  offices.offices,
  count(*) AS stops,
  count(DISTINCT meetings.secretary_id) AS secretaries,
  min(meetings.arrived_on) AS first_met_on,
  max(meetings.arrived_on) AS last_met_on
FROM counterparts
JOIN meetings USING (counterpart_id)
LEFT JOIN offices USING (counterpart_id)
LEFT JOIN countries USING (country_id)
LEFT JOIN organizations ON organizations.organization_id = counterparts.organization_id
GROUP BY counterparts.counterpart_id
ORDER BY stops DESC, counterparts.counterpart_id
