"""Service: an entry of the local directory (Open Referral UK field names)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A local service. Ages are in years, None where there is no limit; `last_checked` is an ISO date."""

    id: str
    name: str
    description: str
    organization: str
    url: str
    email: str
    phone: str
    status: str
    eligibility: str
    minimum_age: int | None
    maximum_age: int | None
    threshold: str
    referral: str
    area: str
    last_checked: str
