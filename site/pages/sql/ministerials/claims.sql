SELECT * FROM participant_claims WHERE ministerial_id = :id ORDER BY counted, value, participant_claim_id
