"""The language server: what `coach` says, in the adviser's editor, while the draft is being written."""
