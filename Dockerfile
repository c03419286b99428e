# The image of Streamgate: docs/OPERATING.md#the-image says how to run it, docs/decisions/0018 why it
# is made so. checks/image-check.sh builds and probes it without a Docker engine.
#
# Both bases are pinned by tag and by digest. The digests are those that public Dockerfiles give for
# these tags; they were not pulled where this was written. To move a base, change tag and digest
# together: docker buildx imagetools inspect debian:13.7-slim

FROM maven:3.9.16-eclipse-temurin-25-noble@sha256:93b8a14ea2f412782e4e842651273b4d903e35cc496284f178fbbe2d67d00976 AS build
# What the jar needs of the JDK; checks/image-check.sh finds what a library needs besides.
RUN jlink --output /opt/streamgate/runtime --strip-java-debug-attributes --no-header-files --no-man-pages \
  --add-modules java.base,java.logging,java.management,java.naming,java.sql,java.xml,jdk.jfr,jdk.management,jdk.unsupported
WORKDIR /build
COPY LICENSE make.sh pom.xml ./
COPY bench/pom.xml bench/
COPY server/pom.xml server/
COPY verification/pom.xml verification/
COPY docs/problems docs/problems
COPY docs/api docs/api
COPY server/src/main server/src/main
RUN --mount=type=cache,target=/root/.m2 ./make.sh package
COPY image image
# One step: an AOT cache used with another jar runs the code of its own, and the JVM does not notice.
RUN image/assemble.sh server/target/streamgate.jar && image/train.sh

FROM debian:13.7-slim@sha256:a99cfc517144bc59b1978475ec53b46ecabec7e43635402ee5b77cc54cd1b20a
RUN echo 'streamgate:x:10001:' >> /etc/group \
  && echo 'streamgate:x:10001:10001::/var/lib/streamgate:/usr/sbin/nologin' >> /etc/passwd \
  && install --directory --owner=10001 --group=10001 --mode=0750 /var/lib/streamgate
# CRT trusts what the system trusts; the base has no list of authorities.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
# Jar and AOT cache in one layer, so that neither comes without the other
COPY --from=build /opt/streamgate /opt/streamgate
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Streamgate" \
  org.opencontainers.image.description="Limits how many video streams a viewer can watch at the same time" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.revision="$REVISION"
ENV STREAMGATE_DATA_DIR=/var/lib/streamgate
# Where .env would be read from: there is none
WORKDIR /opt/streamgate
# The task definition mounts a volume here. Fargate gives the volume the owner and mode that the folder
# has at this line, which are the base's: root and 1777. Without this line the mode would be 0755.
VOLUME ["/tmp"]
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["/opt/streamgate/bin/health"]
ENTRYPOINT ["/opt/streamgate/runtime/bin/java", "@/opt/streamgate/java.options", \
  "-XX:AOTCache=/opt/streamgate/streamgate.aot", "-jar", "/opt/streamgate/streamgate.jar"]
