"""A batch on other computers: the same plan, jobs, journal and report, by the workers of a Dask cluster."""
