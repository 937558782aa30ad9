SELECT
  engagements.*,
  coalesce(counterparts.name, engagements.person_name) AS person,
  countries.name AS country,
  organizations.name AS organization,
  ministerials.name AS ministerial
FROM stops
JOIN engagements USING (stop_id)
LEFT JOIN counterparts USING (counterpart_id)
LEFT JOIN countries ON countries.country_id = engagements.country_id
LEFT JOIN organizations ON organizations.organization_id = engagements.organization_id
LEFT JOIN ministerials USING (ministerial_id)
WHERE stops.trip_id = :id
ORDER BY stops.stop_order, engagements.engagement_order
