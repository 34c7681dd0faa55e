-- Purpose: note delivery. Rows: as many as given. Index: primary key.
UPDATE kernel_outboxmessage SET delivered_at = %(now)s WHERE id = ANY(%(ids)s::uuid[])
