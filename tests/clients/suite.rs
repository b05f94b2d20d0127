//! A suite of one vendor in one language: its environment, made once, and its servers.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::process::{SUITE_TICKS_MAX, clear_settings, finish, is_there, step};
use super::recordings::Recordings;
use super::server::Server;

/// The suites of one vendor, in the folder of its name.
pub(crate) struct Vendor {
    pub(crate) name: &'static str,
    /// What its clients read from the environment.
    pub(crate) environment: &'static [(&'static str, &'static str)],
    /// What its servers are started with, beside what all are.
    pub(crate) serve: &'static [&'static str],
}

impl Vendor {
    /// The tests of `python/{tests}` in a virtual environment of the versions in `python/pins/{pins}.txt`,
    /// and what its servers have recorded; `None` if it did not run.
    pub(crate) fn python(&self, pins: &str, tests: &str) -> Option<Recordings> {
        self.python_beside(&[], pins, tests)
    }

    /// The same for tests that call these tools, too.
    pub(crate) fn python_beside(
        &self,
        tools: &[&str],
        pins: &str,
        tests: &str,
    ) -> Option<Recordings> {
        let suite = self.with_tools(pins, &[&["python3"], tools].concat())?;
        let pins = [self.source(&format!("python/pins/{pins}.txt"))];
        let venv = suite.made_once("venv", "bin/python", &pins, |dir| {
            step(Command::new("python3").args(["-m", "venv"]).arg(dir));
            let mut pip = Command::new(dir.join("bin/python"));
            let install = "-m pip install --quiet --no-deps --disable-pip-version-check -r";
            step(pip.args(install.split(' ')).args(&pins));
        });
        Some(
            suite.run(
                Command::new(venv.join("bin/python"))
                    .args(["-m", "pytest", tests])
                    .current_dir(self.source("python")),
            ),
        )
    }

    /// The tests in `node/*.test.mjs` with the packages of `node/package-lock.json`.
    pub(crate) fn node(&self) {
        let Some(suite) = self.with_tools("node", &["node", "npm"]) else { return };
        let pins = ["node/package.json", "node/package-lock.json", "node/.npmrc"];
        let pins = pins.map(|it| self.source(it));
        let packages = suite.made_once("packages", "node_modules", &pins, |dir| {
            fs::create_dir(dir).expect("target can be written");
            copy(&pins, dir);
            step(Command::new("npm").args(["ci", "--ignore-scripts", "--silent"]).current_dir(dir));
        });
        // Node looks for packages from where a file lies upwards, so the suite goes beside `node_modules`.
        let files = files_of(&self.source("node"), ".mjs");
        copy(&files, &packages);
        copy(&files_of(&clients("tank"), ".mjs"), &packages);
        let tests = files
            .iter()
            .filter_map(|it| it.file_name())
            .filter(|it| it.to_string_lossy().ends_with(".test.mjs"));
        suite.run(
            Command::new("node")
                .args(["--test", "--test-concurrency=5", "--test-timeout=60000"])
                .args(tests)
                .current_dir(&packages),
        );
    }

    /// The tests in `go`.
    pub(crate) fn go(&self) {
        let Some(suite) = self.with_tools("go", &["go"]) else { return };
        // No stamp: Go knows what is stale, and checks what it loads against go.sum.
        let (binary, source) = (suite.home.join("suite.test"), self.source("go"));
        step(
            Command::new("go")
                .args(["test", "-c", "-mod=readonly", "-o"])
                .arg(&binary)
                .current_dir(&source),
        );
        suite.run(Command::new(&binary).arg("-test.timeout=120s").current_dir(&source));
    }

    /// Says loudly what does not run for want of a tool. With `WAVETANK_REQUIRE_CLIENTS=1` that is a failure.
    fn with_tools(&self, name: &str, tools: &[&str]) -> Option<Suite<'_>> {
        let name = format!("{}-{name}", self.name);
        let missing = tools.iter().find(|it| !is_there(it));
        if let Some(tool) = missing {
            let line = format!("the client suite `{name}` DID NOT RUN: no `{tool}` on the PATH");
            assert!(
                std::env::var_os("WAVETANK_REQUIRE_CLIENTS").is_none_or(|it| it != "1"),
                "{line}"
            );
            // Not `eprintln!`: the harness keeps to itself what a passing test prints by it.
            writeln!(std::io::stderr(), "\n{line}\n").expect("stderr can be written");
            return None;
        }
        let target =
            Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("target/tmp lies in target");
        let home = target.join("clients").join(&name);
        fs::create_dir_all(&home).expect("target can be written");
        Some(Suite { vendor: self, name, home })
    }

    fn source(&self, path: &str) -> PathBuf {
        clients(self.name).join(path)
    }
}

struct Suite<'a> {
    vendor: &'a Vendor,
    name: String,
    home: PathBuf,
}

impl Suite<'_> {
    /// The directory `name` with `core` in it, made anew only if `pins` hold something else than what it was made of.
    fn made_once(
        &self,
        name: &str,
        core: &str,
        pins: &[PathBuf],
        make: impl FnOnce(&Path),
    ) -> PathBuf {
        let dir = self.home.join(name);
        let stamp = self.home.join(format!("{name}.stamp"));
        let pinned: String =
            pins.iter().map(|it| fs::read_to_string(it).expect("the pins are text")).collect();
        let lock = File::create(self.home.join("lock")).expect("target can be written");
        lock.lock().expect("a file can be locked");
        if !dir.join(core).exists() || fs::read_to_string(&stamp).ok().as_deref() != Some(&pinned) {
            let _ = fs::remove_file(&stamp);
            let _ = fs::remove_dir_all(&dir);
            make(&dir);
            fs::write(&stamp, pinned).expect("target can be written");
        }
        dir
    }

    /// Runs the suite beside two servers: one that takes any credential, one that knows those of the
    /// vendor's `strict.yaml` only. Both record.
    fn run(&self, command: &mut Command) -> Recordings {
        let scenario = self.vendor.source("strict.yaml");
        let serve = self.vendor.serve.iter().map(AsRef::as_ref);
        let lenient = ["--auth".as_ref(), "lenient".as_ref()];
        let lenient: Vec<_> = lenient.into_iter().chain(serve.clone()).collect();
        let strict = ["--auth", "strict", "--scenario"].map(AsRef::as_ref).into_iter();
        let strict: Vec<_> = strict.chain([scenario.as_os_str()]).chain(serve).collect();
        let recordings = ["any", "strict"].map(|it| self.recording(it));
        let record = recordings.each_ref().map(|it| ["--record".as_ref(), it.as_os_str()]);
        let lenient: Vec<_> = lenient.into_iter().chain(record[0]).collect();
        let strict: Vec<_> = strict.into_iter().chain(record[1]).collect();
        let any = Server::start(&self.home, "any", &lenient);
        let strict = Server::start(&self.home, "strict", &strict);
        clear_settings(command);
        any.tell(command, "WAVETANK");
        strict.tell(command, "WAVETANK_STRICT");
        command
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("PYTHONPATH", clients("tank"))
            .envs(self.vendor.environment.iter().copied());
        let log = self.home.join(format!("suite-{}.log", std::process::id()));
        if let Err(why) = finish(command, &log, SUITE_TICKS_MAX) {
            panic!(
                "the client suite `{}` {why}:\n{}\n{}\n{}",
                self.name,
                fs::read_to_string(&log).unwrap_or_default(),
                any.last_lines(),
                strict.last_lines()
            );
        }
        let _ = fs::remove_file(log);
        Recordings::new(recordings.into())
    }

    /// Where a server of that name records: the file is not there yet.
    fn recording(&self, name: &str) -> PathBuf {
        let file = self.home.join(format!("{name}-{}.jsonl", std::process::id()));
        let _ = fs::remove_file(&file);
        file
    }
}

fn clients(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(path)
}

fn files_of(directory: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("the suites lie in tests/clients");
    let mut files: Vec<_> = entries.filter_map(|it| it.ok().map(|it| it.path())).collect();
    files.retain(|it| it.to_string_lossy().ends_with(ending));
    files.sort();
    files
}

fn copy(files: &[PathBuf], into: &Path) {
    for file in files {
        fs::copy(file, into.join(file.file_name().expect("a file has a name")))
            .expect("target can be written");
    }
}
