SELECT country_id, name, CASE WHEN successor_id = :id THEN 'predecessor' ELSE 'dependency' END AS relation
FROM countries
WHERE successor_id = :id OR sovereign_id = :id
ORDER BY relation, name
