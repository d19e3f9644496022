"""Training the learned reader on annotated drafts, and measuring it. It needs the extra `train` (scikit-learn)."""
