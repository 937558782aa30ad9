SELECT
  countries.*,
  sovereign.name AS sovereign,
  successor.name AS successor,
  visits_then.visits AS visits_then,
  visits_now.visits AS visits_now,
  coalesce(visits_then.secretaries, visits_now.secretaries) AS secretaries,
  min(coalesce(visits_then.first_visit_on, '9'), coalesce(visits_now.first_visit_on, '9')) AS first_visit_on,
  max(coalesce(visits_then.last_visit_on, ''), coalesce(visits_now.last_visit_on, '')) AS last_visit_on
FROM countries
LEFT JOIN countries AS sovereign ON sovereign.country_id = countries.sovereign_id
LEFT JOIN countries AS successor ON successor.country_id = countries.successor_id
LEFT JOIN visits_by_polity_then AS visits_then ON visits_then.country_id = countries.country_id
LEFT JOIN visits_by_country_now AS visits_now ON visits_now.country_id = countries.country_id
WHERE countries.country_id = :id
