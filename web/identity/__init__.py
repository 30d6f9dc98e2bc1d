"""Who somebody is: passwords, sessions, access tokens, and how fast they may be guessed at."""
