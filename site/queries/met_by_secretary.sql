-- title: Whom did this Secretary meet most often?
-- group: People
-- choose secretary = kissinger from secretaries_who_travelled
-- The persons whom one Secretary met, by the number of stops at which they met.
SELECT counterpart, country, stops, first_met_on, last_met_on, counterpart_id
FROM counterparts_by_secretary
WHERE secretary_id = coalesce(nullif(:secretary, ''), 'kissinger')
ORDER BY stops DESC, counterpart
