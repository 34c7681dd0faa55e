-- Purpose: whom an app's token speaks for, with what the token and their password must agree on. Rows: one, or none.
-- Index: the unique digest of tokens, primary key of person.
SELECT person.id, coalesce(person.email, '') AS email, person.full_name, person.locale, person.currency,
       person.storefront, person.password, token.password_mark
FROM accounts_apitoken AS token
JOIN accounts_person AS person ON person.id = token.person_id
WHERE token.digest = %(digest)s AND token.expires_at > %(now)s AND token.revoked_at IS NULL AND person.is_active
