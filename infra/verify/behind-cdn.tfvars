# CloudFront in front, on top of env/prod.tfvars. The test creates the hosted zone and passes it.
cloudfront_enabled = true
domain_name        = "streams.example.com"

network     = "public-ip"
zone_count  = 2
waf_enabled = true

deploy_policies     = true
deletion_protection = false
