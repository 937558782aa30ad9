SELECT
  commitments.*,
  ministerials.name AS ministerial,
  ministerials.started_on,
  themes.name AS theme,
  parent.summary AS parent,
  commitment_status.status,
  commitment_status.status_on,
  commitment_status.assessor,
  commitment_status.assessor_type,
  commitment_status.status_source_id,
  commitment_status.events,
  commitment_status.is_overdue
FROM commitments
JOIN ministerials USING (ministerial_id)
JOIN themes USING (theme_id)
JOIN commitment_status USING (commitment_id)
LEFT JOIN commitments AS parent ON parent.commitment_id = commitments.parent_commitment_id
WHERE commitments.commitment_id = :id
