#!/bin/bash
# Whether the server in this container is alive, as exit status. Bash alone: the image has no curl,
# and a JVM every ten seconds would cost more than the server does.
exec 3<> "/dev/tcp/127.0.0.1/${PORT:-8080}" || exit 1
printf 'GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n' >&3
read -r -t 3 status <&3
[[ $status == 'HTTP/1.1 200 '* ]]
