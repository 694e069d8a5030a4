"""Services: what the area's directory has that may help, below the threshold or beside a referral."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from assistant.ages import ages_in
from assistant.answer import ServiceShown
from assistant.kind import Kind, kind_of
from assistant.wording import Wording
from corpus.embedder import Embedder, Vectors, unit
from corpus.service import Service
from corpus.terms import terms

MOST_SERVICES = 3
LEAST = 0.25
"""How near a service must be, cosine and words together, to be shown at all."""
BEHIND = 0.1
"""How far behind the nearest a further service may fall and still be shown."""
WORDS = 0.5
"""What all words of the service's own title and description in common would add to the cosine."""
GROWN_UP = 16
"""A service from this age is for parents and carers: a child's age does not rule it out."""
OLD = timedelta(days=365)
MOST_KEPT = 1_024
"""Services whose stems are kept, those used last: about 3 MB."""


class ServiceShelf:
    """The vectors of services that were needed so far. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, Service], Vectors] = {}

    def vectors_of(self, services: Sequence[Service], embedder: Embedder) -> Vectors:
        """Shape (n, d), (0, 0) of none."""
        if not services:
            return np.zeros((0, 0), np.float32)
        with self._lock:
            for it in services:
                if (embedder.name, it) not in self._kept:
                    self._kept[embedder.name, it] = embedder.embed_query(_about(it))
            return np.stack([self._kept[embedder.name, it] for it in services])


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """The services of an area that are open to those spoken of, nearest first. scores: how near each is, by meaning and words;
    cosine: how near the first is by meaning alone, 0 without any.
    """

    services: tuple[Service, ...]
    scores: tuple[float, ...]
    cosine: float


def nearness_of(turns: Sequence[str], services: Sequence[Service], shelf: ServiceShelf, embedder: Embedder) -> Nearness:
    """How near an area's services are to what was said, by meaning and words; only those that are right for its ages.

    A last turn that asks for help counts as much as all turns together: it says for whom help is looked for now.
    """
    text = " ".join(turns)
    now = turns[-1] if kind_of(turns[-1]) is Kind.SERVICE else text
    ages = ages_in(text)
    open_to = [it for it in services if it.status in ("", "active") and _right_age(it, ages)]
    if not open_to:
        return Nearness(services=(), scores=(), cosine=0.0)
    asked = unit(embedder.embed_query(text) + embedder.embed_query(now))
    cosines = (shelf.vectors_of(open_to, embedder) @ asked).tolist()
    said = [set(terms(text)), set(terms(now))]
    scores = [
        cosine + WORDS * max(_shared(stems, it) for stems in said) for cosine, it in zip(cosines, open_to, strict=True)
    ]
    order = sorted(range(len(open_to)), key=lambda place: (-scores[place], open_to[place].id))
    return Nearness(
        services=tuple(open_to[place] for place in order),
        scores=tuple(scores[place] for place in order),
        cosine=cosines[order[0]],
    )


def helpful_services(near: Nearness) -> tuple[Service, ...]:
    """Those that are nearest to what was said; at most 3."""
    if not near.services:
        return ()
    least = max(LEAST, near.scores[0] - BEHIND)
    both = zip(near.services[:MOST_SERVICES], near.scores, strict=False)
    return tuple(service for service, score in both if score >= least)


def shown_service(service: Service, on: date, wording: Wording) -> ServiceShown:
    """A service as an answer shows it, and whether it was last checked over 12 months before a day (or on no known day)."""
    return ServiceShown(
        id=service.id,
        name=service.name,
        description=service.description,
        who=service.eligibility,
        ages=_ages(service, wording),
        referral=service.referral,
        phone=service.phone,
        email=service.email,
        url=service.url,
        last_checked=service.last_checked,
        old=_is_old(service.last_checked, on),
    )


def _ages(service: Service, wording: Wording) -> str:
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None:
        return wording.service("ages", low=str(low), high=str(high))
    if low is not None:
        return wording.service("from_age", low=str(low))
    return wording.service("to_age", high=str(high)) if high is not None else ""


def _is_old(last_checked: str, on: date) -> bool:
    try:
        return on - date.fromisoformat(last_checked) > OLD
    except ValueError:
        return True


def _right_age(service: Service, ages: Sequence[int]) -> bool:
    low, high = service.minimum_age or 0, service.maximum_age if service.maximum_age is not None else 200
    return not ages or low >= GROWN_UP or any(low <= age <= high for age in ages)


def _shared(stems: set[str], service: Service) -> float:
    return len(stems & _stems(service)) / max(len(stems), 1)


@lru_cache(maxsize=MOST_KEPT)
def _stems(service: Service) -> frozenset[str]:
    return frozenset(terms(f"{service.name} {service.description} {service.eligibility}"))


def _about(service: Service) -> str:
    return f"{service.name}. {service.description} {service.eligibility}"
