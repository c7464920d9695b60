"""Before and after in one file that can be sent to anybody."""
