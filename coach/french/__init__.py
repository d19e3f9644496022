"""French on spaCy: tokens, normal forms, verb forms, sentences, and whose words these are."""
