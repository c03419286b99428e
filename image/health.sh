#!/bin/bash
# Exits with 0 if the server in this container is alive. Uses bash only: the image has no curl, and starting
# a JVM every ten seconds would use more CPU than the server itself.
exec 3<> "/dev/tcp/127.0.0.1/${PORT:-8080}" || exit 1
printf 'GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n' >&3
read -r -t 3 status <&3
[[ $status == 'HTTP/1.1 200 '* ]]
