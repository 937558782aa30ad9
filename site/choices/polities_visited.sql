SELECT country_id AS value, country || ' (' || visits || ')' AS name FROM visits_by_polity_then ORDER BY country
