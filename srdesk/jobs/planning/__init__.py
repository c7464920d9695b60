"""From folders to a plan: what is there, what becomes of it and under which name, before anything is done."""
