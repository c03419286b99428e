#!/usr/bin/env python3
"""Replaces the load balancer of the simulated account, because the simulated one does not serve requests.

usage: checks/simulated-entrance.py <Streamgate's URL>    prints its own port, and serves until it is killed

While the service runs an image named `broken`, the health check succeeds and every other request gets 503.
Otherwise requests are forwarded to Streamgate, as a load balancer would send them.
"""

import http.server
import sys
import urllib.error
import urllib.request

import boto3

NAME = "streamgate-dev"


def image():
    ecs = boto3.client("ecs")
    service = ecs.describe_services(cluster=NAME, services=[NAME])["services"][0]
    definition = ecs.describe_task_definition(taskDefinition=service["taskDefinition"])
    return definition["taskDefinition"]["containerDefinitions"][0]["image"]


class Entrance(http.server.BaseHTTPRequestHandler):
    server_url = None

    def answer(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if image().endswith(":broken"):
            return (200, b"") if self.path == "/health/ready" else (503, b"this image is broken")
        headers = {"x-forwarded-for": self.client_address[0]}
        if "content-type" in self.headers:
            headers["content-type"] = self.headers["content-type"]
        request = urllib.request.Request(
            self.server_url + self.path, data=body or None, headers=headers, method=self.command)
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def do_GET(self):
        status, body = self.answer()
        self.send_response(status)
        if status != 204:
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_DELETE = do_GET


Entrance.server_url = sys.argv[1]
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Entrance)
print(server.server_port, flush=True)
server.serve_forever()
