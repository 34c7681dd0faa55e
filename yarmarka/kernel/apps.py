"""The kernel as a Django app: it owns the outbox table."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Registers the outbox."""

    name = "yarmarka.kernel"
    label = "kernel"

    def ready(self) -> None:
        from yarmarka.kernel.telemetry import configure_logs

        configure_logs()
