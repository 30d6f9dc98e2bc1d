"""Tables, repositories, the unit of work, jobs, blob stores, search, migrations. Satisfies the ports of the rooms below."""
