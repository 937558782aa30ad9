SELECT country_id AS value, country || ' (' || visits || ')' AS name FROM visits_by_country_now ORDER BY country
