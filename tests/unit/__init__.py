"""One room at a time, without its neighbours."""
