"""Distributions as CloudFront returns them, which moto 5.2 does not. Imported by moto_aws.py."""

from moto.cloudfront.models import DefaultCacheBehaviour, ViewerCertificate

_behaviour_init = DefaultCacheBehaviour.__init__
_certificate_init = ViewerCertificate.__init__


def behaviour_init(self, config):
    """A cache policy takes the place of the forwarded values, which moto always returns."""
    _behaviour_init(self, config)
    if self.cache_policy_id:
        self.forwarded_values = None


def certificate_init(self, config):
    """With a certificate of one's own, moto still says that CloudFront's is used."""
    _certificate_init(self, config)
    if self.acm_certificate_arn:
        self.cloud_front_default_certificate = False


DefaultCacheBehaviour.__init__ = behaviour_init
ViewerCertificate.__init__ = certificate_init
