"""Reads the account with boto3 into the form that the tests use.

Each section is read once, at first use. `again()` reads again. `spoilt()` is a copy to break on purpose, to show
that a test can fail.
"""

from .access import Access
from .cdn import Cdn
from .data import Data
from .delivery import Delivery
from .network import Network
from .observability import Observability
from .scaling import Scaling
from .service import Service


class Account(Network, Service, Scaling, Access, Data, Delivery, Observability, Cdn):
    """All sections of the account."""
