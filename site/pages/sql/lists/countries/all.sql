-- All polities, by name, with the visits by both rules and what they promised.
SELECT
  countries.country_id,
  countries.name,
  countries.kind,
  countries.ended_on,
  countries.ended_precision,
  visits_now.visits AS visits_now,
  visits_then.visits AS visits_then,
  max(coalesce(visits_now.last_visit_on, ''), coalesce(visits_then.last_visit_on, '')) AS last_visit_on,
  promised.commitments
FROM countries
LEFT JOIN visits_by_country_now AS visits_now USING (country_id)
LEFT JOIN visits_by_polity_then AS visits_then ON visits_then.country_id = countries.country_id
LEFT JOIN (
  SELECT country_id, count(DISTINCT commitment_id) AS commitments FROM commitment_parties WHERE role = 'promiser' GROUP BY country_id
) AS promised ON promised.country_id = countries.country_id
ORDER BY countries.name
