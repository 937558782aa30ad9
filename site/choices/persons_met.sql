SELECT counterpart_id AS value, counterpart || coalesce(', ' || country, '') || ' (' || stops || ')' AS name
FROM counterparts_met
ORDER BY counterpart
