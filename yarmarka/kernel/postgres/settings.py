"""How the embedded server is set: safe against power cuts, modest in memory, silent about people."""

from typing import Final

_ALWAYS: Final = {
    "max_connections": "120",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_destination": "stderr",
    "logging_collector": "off",
    "log_line_prefix": "%m [%p] %a ",
    # A statement, its parameters or an error's detail may hold what a person typed: they stay out of the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
}

_DURABLE: Final = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}

_FLEETING: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def settings_for(*, durable: bool) -> dict[str, str]:
    """Return the server's settings; those given on the command line win over any file."""
    return _ALWAYS | (_DURABLE if durable else _FLEETING)
