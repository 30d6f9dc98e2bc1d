"""From received bytes to a document that is ready: which step comes next, and what each step does."""
