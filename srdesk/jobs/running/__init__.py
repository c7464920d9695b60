"""A batch under way: control, conveyor, care for the computer, and the events that tell of it."""
