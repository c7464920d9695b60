"""Before Restore is pressed: what is under the eye, restored at once, in up to four ways that can be compared blind."""
