# A static binary and nothing else. Works with the classic builder: no BuildKit feature is used.
FROM rust:1-slim-bookworm AS build
WORKDIR /build
COPY Cargo.toml Cargo.lock ./
# Dependencies first: their layer is kept as long as the lock file is.
RUN mkdir -p src benches/figures && echo 'fn main() {}' > src/main.rs && : > src/lib.rs \
    && echo 'fn main() {}' > benches/figures/main.rs \
    && RUSTFLAGS='-C target-feature=+crt-static' cargo build --locked --release --target "$(rustc -vV | sed -n 's/^host: //p')" \
    && rm -rf src benches
COPY src src
COPY benches benches
RUN target="$(rustc -vV | sed -n 's/^host: //p')" \
    && touch src/main.rs src/lib.rs \
    && RUSTFLAGS='-C target-feature=+crt-static' cargo build --locked --release --bin wavetank --target "$target" \
    && mkdir -p /image/scenarios && cp "target/$target/release/wavetank" /image/wavetank
COPY scenarios /image/scenarios

FROM scratch
COPY --from=build /image /
ENV WAVETANK_LISTEN=0.0.0.0:9283
EXPOSE 9283
USER 65532:65532
HEALTHCHECK --interval=2s --timeout=3s --start-period=1s --retries=5 CMD ["/wavetank", "healthcheck"]
ENTRYPOINT ["/wavetank"]
CMD ["serve"]
