# The container image of Streamgate. How to run it: docs/OPERATING.md#the-image. Why it is built this way:
# docs/decisions/0018. checks/image-check.sh builds and tests it without a Docker engine.
#
# Both base images are pinned by tag and digest. The digests were copied from public Dockerfiles that use these
# tags; the images themselves were not pulled. To update a base image, change its tag and digest together:
# docker buildx imagetools inspect public.ecr.aws/docker/library/debian:13.7-slim
#
# AWS's public registry mirrors Docker's official images under the same digests, and does not limit anonymous pulls as
# Docker Hub does: builds on CodeBuild share addresses, and failed with "toomanyrequests".

FROM public.ecr.aws/docker/library/maven:3.9.16-eclipse-temurin-25-noble@sha256:93b8a14ea2f412782e4e842651273b4d903e35cc496284f178fbbe2d67d00976 AS build
# The JDK modules that the jar uses. checks/image-check.sh fails if a module is missing.
RUN jlink --output /opt/streamgate/runtime --strip-java-debug-attributes --no-header-files --no-man-pages \
  --add-modules java.base,java.logging,java.management,java.naming,java.sql,java.xml,jdk.jfr,jdk.management,jdk.unsupported
WORKDIR /build
COPY LICENSE make.sh pom.xml ./
COPY bench/pom.xml bench/
COPY server/pom.xml server/
COPY verification/pom.xml verification/
COPY docs/problems docs/problems
COPY docs/api docs/api
COPY console console
COPY server/src/main server/src/main
RUN --mount=type=cache,target=/root/.m2 ./make.sh package
COPY image image
# Build the jar and its AOT cache in one step: with a different jar, the JVM silently runs the old code.
RUN image/assemble.sh server/target/streamgate.jar && image/train.sh

FROM public.ecr.aws/docker/library/debian:13.7-slim@sha256:a99cfc517144bc59b1978475ec53b46ecabec7e43635402ee5b77cc54cd1b20a
RUN echo 'streamgate:x:10001:' >> /etc/group \
  && echo 'streamgate:x:10001:10001::/var/lib/streamgate:/usr/sbin/nologin' >> /etc/passwd \
  && install --directory --owner=10001 --group=10001 --mode=0750 /var/lib/streamgate
# CRT trusts the system's certificate authorities, and the base image has none.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
# The jar and its AOT cache must be in the same layer, so that they cannot get out of step
COPY --from=build /opt/streamgate /opt/streamgate
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Streamgate" \
  org.opencontainers.image.description="Limits how many video streams a viewer can watch at the same time" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.revision="$REVISION"
ENV STREAMGATE_DATA_DIR=/var/lib/streamgate
# The server reads .env from its working directory; this one has no .env
WORKDIR /opt/streamgate
# The task definition mounts a volume at /tmp. Because of this line, Fargate gives the volume the owner and mode
# that /tmp has in the base image: root and 1777. Without it, the mode would be 0755.
VOLUME ["/tmp"]
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["/opt/streamgate/bin/health"]
ENTRYPOINT ["/opt/streamgate/runtime/bin/java", "@/opt/streamgate/java.options", \
  "-XX:AOTCache=/opt/streamgate/streamgate.aot", "-jar", "/opt/streamgate/streamgate.jar"]
