"""The keyring: pure cryptography, no Django.

A member's return words are stretched once (Argon2id). From the result come, by HMAC, the look-up digest, the
password that allauth checks, and the key that wraps the data key. Everything a member does hangs on the data key:
claims of voices and drafts, nullifiers, sealed drafts, the box. Nothing here is stored but what its docstring says.
"""

import hmac
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

BOX_BYTES = 8192  # what the sealed box of every member measures
_PAGE = 4096  # sealed drafts are padded to multiples of this
WINDOW = 256  # numbers looked up at once
CLAIM_BYTES = 19  # 152 bits: what twelve words of our list can say
CLAIM_WORDS = 12


class CannotOpen(Exception):
    """A wrong key, a wrong pepper or a changed byte: which of them is not told."""


def mac(key: bytes, *parts: str | bytes) -> bytes:
    """HMAC-SHA256 over parts that cannot run into each other."""
    return hmac.digest(key, b"".join(map(_framed, parts)), "sha256")


def _framed(part):
    part = part.encode() if isinstance(part, str) else part
    return len(part).to_bytes(4, "big") + part


def _macs(key, first, lasts):
    """``mac(key, first, last)`` of each last part, in a third of the time: what they share is hashed once."""
    begun = HMAC(key, SHA256())
    begun.update(_framed(first))
    found = []
    for last in lasts:
        one = begun.copy()
        one.update(_framed(last))
        found.append(one.finalize())
    return found


def seal(key: bytes, data: bytes, about: bytes) -> bytes:
    """ChaCha20-Poly1305: nonce (12 bytes), then the sealed data and its tag (16 bytes)."""
    nonce = os.urandom(12)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, data, about)


def unseal(key: bytes, data: bytes, about: bytes) -> bytes:
    """The opposite of ``seal``. Raises CannotOpen."""
    data = bytes(data)
    try:
        return ChaCha20Poly1305(key).decrypt(data[:12], data[12:], about)
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def padded(content: dict, size: int) -> bytes:
    """JSON in exactly ``size`` bytes. Raises ValueError when it does not fit."""
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    if len(data) > size:
        raise ValueError("too much for its place")
    return data.ljust(size)


@dataclass(frozen=True)
class Stretched:
    """Return words or a recovery phrase after the slow hash; ``pepper`` is the site's, never in the database."""

    result: bytes
    pepper: bytes

    @classmethod
    def from_words(cls, words: str, pepper: bytes, cost: tuple[int, int], purpose: str = "return words") -> "Stretched":
        """``cost`` is (memory in KiB, passes). The salt is the site's: the look-up needs the same one for all.

        What was stretched for one ``purpose`` looks up and opens nothing that was wrapped for another.
        """
        memory, passes = cost
        salt = mac(pepper, purpose)[:16]
        kdf = Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=memory)
        return cls(kdf.derive(words.encode()), pepper)

    def _derived(self, purpose):
        return mac(self.pepper, purpose, self.result)

    @property
    def lookup(self) -> str:
        """64 hex digits, stored as the member's ``username`` or, of a phrase, as ``recovery``."""
        return self._derived("look-up").hex()

    @property
    def password(self) -> str:
        """64 hex digits, what allauth hashes and checks."""
        return self._derived("password").hex()

    def wrap(self, data_key: bytes, owner: str) -> bytes:
        """The data key under these words, 60 bytes, stored with the member ``owner``."""
        return seal(self._derived("wrap"), data_key, b"wrapped" + owner.encode())

    def open(self, wrapped: bytes, owner: str) -> "Keyring":
        """Raises CannotOpen."""
        return Keyring(unseal(self._derived("wrap"), wrapped, b"wrapped" + owner.encode()), self.pepper)


@dataclass(frozen=True, repr=False)
class Keyring:
    """What an opened member carries. Rows keep hashes of what it derives; nobody else can derive them."""

    data_key: bytes
    pepper: bytes
    _windows: dict = field(default_factory=dict, init=False, compare=False)

    def _hash(self, *parts):
        return receipt_hash(self.pepper, mac(self.data_key, *parts))

    def claim(self, number: int, purpose: str = "voice") -> bytes:
        """Claim ``number``, CLAIM_BYTES long. Never stored: whoever holds it can take back what bears its hash."""
        return mac(self.data_key, purpose, str(number))[:CLAIM_BYTES]

    def claim_hash(self, number: int, purpose: str = "voice") -> str:
        """What a row keeps of claim ``number``: 64 hex digits."""
        return receipt_hash(self.pepper, self.claim(number, purpose))

    def claims(self, first: int = 0, purpose: str = "voice", many: int = WINDOW) -> dict[str, int]:
        """Claim hashes of ``many`` numbers from ``first`` on, each with its number. Worked out once a keyring."""
        window = self._windows.get((first, purpose, many))
        if window is None:
            numbers = range(first, first + many)
            claims = [made[:CLAIM_BYTES] for made in _macs(self.data_key, purpose, map(str, numbers))]
            hashes = [made.hex() for made in _macs(self.pepper, "claim", claims)]
            window = dict(zip(hashes, numbers, strict=True))
            self._windows[first, purpose, many] = window
        return window

    def once(self, story: str) -> str:
        """One value for one member in one thread, so that the database can refuse a second voice."""
        return self._hash("once", story)

    def nullifier(self, purpose: str, page: str) -> str:
        """One value for one member, purpose and page, tied to nothing else."""
        return self._hash("null", purpose, page)

    def choice(self, purpose: str, page: str, turn: int) -> int:
        """A number that looks random and comes out the same again: picks pen names."""
        return int.from_bytes(mac(self.data_key, purpose, page, str(turn))[:8], "big")

    @cached_property
    def _sealing(self):
        return mac(self.data_key, "sealing")

    def seal_draft(self, content: dict, about: str) -> bytes:
        """A draft, padded to whole pages of 4 KiB so that its length tells little."""
        data = json.dumps(content, ensure_ascii=False).encode()
        size = -(-len(data) // _PAGE) * _PAGE
        return seal(self._sealing, data.ljust(size), b"draft" + about.encode())

    def open_draft(self, sealed: bytes, about: str) -> dict:
        """Raises CannotOpen."""
        return json.loads(unseal(self._sealing, sealed, b"draft" + about.encode()))

    def seal_box(self, content: dict, owner: str) -> bytes:
        """The box under the data key and, around it, under the site's; always BOX_BYTES long."""
        inner = seal(self._sealing, padded(content, BOX_BYTES - 56), b"box" + owner.encode())
        return rewrap_box(self.pepper, None, owner, inner)

    def open_box(self, box: bytes, owner: str) -> dict:
        """Raises CannotOpen."""
        inner = unseal(mac(self.pepper, "outer"), box, b"outer" + owner.encode())
        return json.loads(unseal(self._sealing, inner, b"box" + owner.encode()))


def receipt_hash(pepper: bytes, claim: bytes) -> str:
    """What a row keeps of a claim, for whoever brings the claim itself: 64 hex digits."""
    return mac(pepper, "claim", claim).hex()


def claim_words(claim: bytes, word_list: Sequence[str]) -> str:
    """A claim as a receipt of CLAIM_WORDS words: the same number with a word for each digit, the greatest first."""
    number, words = int.from_bytes(claim, "big"), []
    for _ in range(CLAIM_WORDS):
        number, digit = divmod(number, len(word_list))
        words.append(word_list[digit])
    return " ".join(reversed(words))


def claim_from_words(words: str, word_list: Sequence[str]) -> bytes:
    """The opposite of ``claim_words``. Raises CannotOpen for words that are no receipt."""
    digits = {word: digit for digit, word in enumerate(word_list)}
    try:
        parts = [digits[word] for word in words.split()]
    except KeyError:
        raise CannotOpen from None
    number = 0
    for digit in parts:
        number = number * len(word_list) + digit
    if len(parts) != CLAIM_WORDS or number >= 256**CLAIM_BYTES:
        raise CannotOpen
    return number.to_bytes(CLAIM_BYTES, "big")


def rewrap_box(pepper: bytes, box: bytes | None, owner: str, inner: bytes | None = None) -> bytes:
    """The same box with a new outer layer, which needs no member: every byte of it changes."""
    outer = mac(pepper, "outer")
    if inner is None:
        inner = unseal(outer, box, b"outer" + owner.encode())
    return seal(outer, inner, b"outer" + owner.encode())
