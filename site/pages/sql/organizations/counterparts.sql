SELECT counterparts_met.*
FROM counterparts
JOIN counterparts_met USING (counterpart_id)
WHERE counterparts.organization_id = :id
ORDER BY counterparts_met.stops DESC, counterparts_met.counterpart
LIMIT 30
