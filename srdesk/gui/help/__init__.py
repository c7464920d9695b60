"""Help in the window: pages, keys and their editor, what srdesk stands on, and a report for when it does not work."""
