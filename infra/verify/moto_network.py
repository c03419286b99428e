"""IPv6 networks of subnets, whose state moto 5.2 nests in itself, and by which it finds no subnet.

Imported by moto_aws.py.
"""

from moto.ec2.models.subnets import Subnet

_get_filter_value = Subnet.get_filter_value


def ipv6_cidr_block_association_set(self):
    return [
        {
            "ipv6CidrBlock": association["ipv6CidrBlock"],
            "associationId": association["associationId"],
            "ipv6CidrBlockState": {"state": association["ipv6CidrBlockState"]["State"]},
        }
        for association in self.ipv6_cidr_block_associations.values()
        if association["ipv6CidrBlockState"]["State"] == "associated"
    ]


def get_filter_value(self, filter_name, *args, **kwargs):
    if filter_name == "ipv6-cidr-block-association.association-id":
        return [a["associationId"] for a in self.ipv6_cidr_block_association_set]
    return _get_filter_value(self, filter_name, *args, **kwargs)


Subnet.ipv6_cidr_block_association_set = property(ipv6_cidr_block_association_set)
Subnet.get_filter_value = get_filter_value
