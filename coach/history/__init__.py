"""What was reviewed before, in a file of the team's own: nothing is checked twice, and rates have a past."""
