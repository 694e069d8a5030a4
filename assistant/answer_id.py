"""Ids of answers: UUIDv7 (RFC 9562, section 5.7), so that they sort by time."""

import os
import time
import uuid


def new_answer_id() -> str:
    """48 bits of milliseconds since 1970, version 7, and 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | random & (1 << 62) - 1
    return str(uuid.UUID(int=value))
