"""The sockets of a hearing: one for members, one for paired screens. Thin edges; `presentation` decides everything."""
