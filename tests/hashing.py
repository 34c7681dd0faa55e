"""Argon2 at its lowest cost: tests make many people, and none of them measures hashing."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The platform's hasher with next to no work in it."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
