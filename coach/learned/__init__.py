"""The learned reader: what it makes of a draft, beside the phrasebooks. Training it stands in `coach.training`."""
