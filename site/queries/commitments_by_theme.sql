-- title: What were the promises about, and what became of them?
-- group: Promises
-- Commitments of each theme by what the newest evidence says. Unassessed means that nobody has looked yet, not that nothing was done.
SELECT
  themes.theme_id,
  themes.name AS theme,
  commitment_status.status,
  count(*) AS commitments
FROM commitments
JOIN themes USING (theme_id)
JOIN commitment_status USING (commitment_id)
GROUP BY themes.theme_id, commitment_status.status
ORDER BY themes.name, commitment_status.status
