"""Short messages to telephones: codes to sign in with, and news for people who have no e-mail here."""

from yarmarka.connectors.sms.port import SmsSender, is_configured, send_sms

__all__ = ["SmsSender", "is_configured", "send_sms"]
