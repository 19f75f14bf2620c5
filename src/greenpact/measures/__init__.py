"""What each party does about its commitments: plan, milestones, state."""
