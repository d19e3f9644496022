"""Many conversations: checked on all cores, counted without being kept, and summed up for a trainer."""
