-- title: Which countries has no Secretary of State visited?
-- group: Trips
-- Sovereign states of today in which no place of any stop lies, with the meetings elsewhere at which a source names them.
SELECT
  countries.name AS country,
  countries.began_on AS state_since,
  (SELECT count(DISTINCT ministerial_id) FROM participants WHERE participants.country_id = countries.country_id) AS named_at_meetings,
  countries.country_id
FROM countries
WHERE countries.kind = 'sovereign_state'
  AND countries.ended_on IS NULL
  AND countries.country_id <> 'united-states'
  AND countries.country_id NOT IN (SELECT country_id FROM visits_by_country_now)
ORDER BY country
