"""For each named test, something that is wrong in the account and that this test alone must find.

A spoil changes what was read, not the account: hundreds of them take no longer than one apply.
"""

from . import access, network, scaling, service, watch

SPOILS = {
    **network.SPOILS,
    **service.SPOILS,
    **scaling.SPOILS,
    **access.SPOILS,
    **watch.SPOILS,
}
