"""The HTTP API, a module a subject. Every module here with a `router` is served under `/api` (`web.app` finds them)."""
