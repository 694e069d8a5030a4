"""How Alembic reaches the database of known answers: always through a connection that the caller gives."""

from alembic import context

from evals.kept_tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
