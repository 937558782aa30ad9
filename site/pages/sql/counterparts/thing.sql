SELECT
  counterparts.*,
  countries.name AS country,
  organizations.name AS organization,
  counterparts_met.offices,
  counterparts_met.stops,
  counterparts_met.secretaries,
  counterparts_met.first_met_on,
  counterparts_met.last_met_on
FROM counterparts
LEFT JOIN countries USING (country_id)
LEFT JOIN organizations ON organizations.organization_id = counterparts.organization_id
LEFT JOIN counterparts_met USING (counterpart_id)
WHERE counterparts.counterpart_id = :id
