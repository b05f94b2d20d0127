//! Links the binary where it will be loaded, rather than for any place: a server at rest then holds a
//! megabyte less, since nothing in it has to be adjusted as it starts.
#![expect(clippy::disallowed_methods, reason = "a build script is told by the environment")]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| {
        std::env::var(name).is_ok_and(|it| it.split(',').any(|it| it == value))
    };
    let is_static = is("CARGO_CFG_TARGET_FEATURE", "crt-static");
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
