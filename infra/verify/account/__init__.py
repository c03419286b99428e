"""What the account holds, read with boto3, in the shape the requirements are written in.

Each section is read once, when it is first asked for. `again()` reads anew, `spoilt()` is a copy to
break on purpose: so it is shown that a check can fail.
"""

from .access import Access
from .data import Data
from .delivery import Delivery
from .network import Network
from .observability import Observability
from .scaling import Scaling
from .service import Service


class Account(Network, Service, Scaling, Access, Data, Delivery, Observability):
    """The account as it is."""
