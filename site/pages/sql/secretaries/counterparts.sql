SELECT counterpart_id, counterpart, country, stops, first_met_on, last_met_on
FROM counterparts_by_secretary
WHERE secretary_id = :id
ORDER BY stops DESC, counterpart
LIMIT 25
