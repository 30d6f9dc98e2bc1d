"""The shapes of the HTTP API. `/openapi.json` is made from them, and the browser client's types from that."""
