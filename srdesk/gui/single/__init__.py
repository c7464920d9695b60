"""One window: what srdesk is started with while its window is open is handed to that window."""
