"""Documents for people, and the script that takes their pictures (`python -m docs.screenshots`)."""
