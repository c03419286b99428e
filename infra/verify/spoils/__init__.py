"""For each named test, a defect of the account that only this test must detect.

A spoil changes the data that was read instead of the account, so that hundreds of spoils take no longer than one apply.
"""

from . import access, network, scaling, service, watch

SPOILS = {
    **network.SPOILS,
    **service.SPOILS,
    **scaling.SPOILS,
    **access.SPOILS,
    **watch.SPOILS,
}
