"""The HTTP API, sockets, identity, the composition roots (app, worker, command line) and the browser client."""
