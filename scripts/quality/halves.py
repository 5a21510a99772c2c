"""Which half of the labelled data a listed person belongs to."""

from hashlib import sha256

DEVELOPMENT, HELD_BACK = "development", "held_back"


def half(entry_id, seed):
    digest = sha256(f"{seed}:{entry_id}".encode()).digest()
    return DEVELOPMENT if digest[0] % 2 == 0 else HELD_BACK
